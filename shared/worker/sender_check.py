"""Whether this process checks the writers of the messages it consumes."""

from collections.abc import Iterable

from shared.akses import Penjaga, bernama, nama_pengguna
from shared.settings import Settings


def penjaga_of(settings: Settings, rabbitmq_url: str, pelaksana: Iterable[str]) -> Penjaga:
    """Where all share one account, as when trying things out, writers cannot be told apart."""
    sendiri = bernama(nama_pengguna(rabbitmq_url))
    pilihan = settings.periksa_pengguna
    return Penjaga(frozenset(pelaksana), sendiri if pilihan is None else pilihan == "ya")
