"""What a task does at one hop: the same write as AlurIzin's, and who comes next."""

from functools import cache
from typing import Any

from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from bench.pola.rekam import Pola, rekam
from bench.pola.tulisan import dokumen_untuk, saring_untuk, ubah_untuk
from shared.settings import Settings
from shared.store.indeks import PERMOHONAN


class LangkahHilang(Exception):
    """A compare-and-set write matched nothing, and the step was not taken before either."""


@cache
def pola() -> Pola:
    return rekam()


def alamat() -> tuple[str, str, str]:
    """(broker, store, database), from the environment."""
    settings = Settings()
    assert settings.rabbitmq_url and settings.mongodb_url
    rabbitmq_url = settings.rabbitmq_url.get_secret_value()
    return rabbitmq_url, settings.mongodb_url.get_secret_value(), settings.basis_data


@cache
def koleksi() -> Collection[dict[str, Any]]:
    """One client a process: made when first used, so after a fork."""
    _, mongodb_url, basis_data = alamat()
    client: MongoClient[dict[str, Any]] = MongoClient(mongodb_url, tz_aware=True)
    return client[basis_data][PERMOHONAN]


def kerjakan(permohonan_id: str, ke: int) -> str | None:
    """Takes one step, whose place in the route is `ke`; the next one's role, None at the end."""
    tapak = pola().tapak[ke]
    try:
        if tapak.dokumen:
            koleksi().insert_one(dokumen_untuk(tapak, permohonan_id))
        else:
            hasil = koleksi().update_one(
                saring_untuk(tapak, permohonan_id), ubah_untuk(tapak, permohonan_id)
            )
            if not hasil.matched_count:
                _pastikan_sudah(permohonan_id, ke)
    except DuplicateKeyError:
        _pastikan_sudah(permohonan_id, ke)
    return berikut(ke)


def _pastikan_sudah(permohonan_id: str, ke: int) -> None:
    """A task that comes a second time finds its step taken."""
    document = koleksi().find_one({"_id": permohonan_id}, {"urutan": 1})
    if document is None or int(document["urutan"]) <= ke:
        raise LangkahHilang(f"{permohonan_id}: langkah {ke}")


def berikut(ke: int) -> str | None:
    tapak = pola().tapak
    return tapak[ke + 1].pelaksana if ke + 1 < len(tapak) else None
