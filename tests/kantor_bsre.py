"""An office whose SKs are signed by the national service, and a stand-in for that service."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from shared.contracts import Petugas
from shared.tandatangan.susunan import TandaTanganKantor, baca_susunan, tulis_uji_coba
from tests.builders import petugas
from tests.layanan_tanda_tangan import AKUN, Layanan, layanan

KEPALA = petugas("kepaladinas")


UMUM = 'cara = "bsre"\nakar = ["akar.pem"]\n'


@dataclass(frozen=True)
class KantorBsre:
    """`pelaksana`: what workers read, without the account at the service. `kunci`: the keys that
    the service holds."""

    pelaksana: Path
    kunci: TandaTanganKantor
    pusat: Layanan
    versi: Literal[1, 2]

    def alat_dengan(self, **ubah: object) -> Path:
        """What an officer's tool reads; `ubah` as in TOML."""
        bsre = {
            "alamat": f'"{self.pusat.alamat}"',
            "versi": self.versi,
            "pengguna": f'"{AKUN[0]}"',
            "sandi": '"akun.sandi"',
        }
        baris = "".join(f"{nama} = {nilai}\n" for nama, nilai in (bsre | ubah).items())
        berkas = self.pelaksana.with_name("alat.toml")
        berkas.write_text(f"{UMUM}[bsre]\n{baris}", encoding="utf-8")
        return berkas

    def tanda(self, oleh: Petugas = KEPALA) -> Callable[[bytes], bytes]:
        pena = self.kunci.penandatangan(oleh.id, oleh.nama)
        return lambda isi: pena.tanda_tangani(isi, datetime.now(UTC))


@contextmanager
def kantor_bsre(folder: Path, versi: Literal[1, 2] = 1) -> Iterator[KantorBsre]:
    kunci = baca_susunan(tulis_uji_coba(folder / "pusat"))
    (akar,) = kunci.kepercayaan.akar
    (folder / "akar.pem").write_bytes(akar)
    (folder / "akun.sandi").write_text(f"{AKUN[1]}\n", encoding="utf-8")
    pelaksana = folder / "pelaksana.toml"
    pelaksana.write_text(UMUM, encoding="utf-8")
    with layanan(lambda isi: isi) as pusat:
        kantor = KantorBsre(pelaksana, kunci, pusat, versi)
        pusat.tanda_tangani = kantor.tanda()
        yield kantor
