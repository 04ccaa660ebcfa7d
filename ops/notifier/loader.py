"""Reads the file of channels: returns channels that can send, or refuses the file."""

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ops.notifier.aturan_eskalasi import AturanEskalasi
from ops.notifier.errors import KabarTidakSah
from ops.notifier.saluran import (
    Alamat,
    BerkasKabar,
    SaluranApprise,
    SaluranUmum,
    SaluranWebhook,
    periksa_alamat,
)
from shared.books import PetugasBook
from shared.data_file import baca_teks
from shared.mutu_baku.kejadian import KESELURUHAN
from shared.text_reading import TidakTerbaca, urai_toml
from shared.validation_text import kalimat, letak

_TERBACA_SEMUA = 0o077
_KALIMAT = {
    "missing": "kunci ini wajib ada",
    "model_type": "harus berupa tabel",
    "model_attributes_type": "harus berupa tabel",
    "float_type": "harus berupa bilangan",
    "greater_than": "harus lebih dari {gt}",
    "union_tag_not_found": 'kunci jenis wajib ada: "apprise" atau "webhook"',
    "union_tag_invalid": 'jenis harus "apprise" atau "webhook"',
}


class Dikenal(NamedTuple):
    """The values that a filter may name."""

    pelaksana: Collection[str]
    sop: Collection[str]


class SaluranSiap(NamedTuple):
    """A channel with where it goes."""

    saluran: SaluranApprise | SaluranWebhook
    alamat: Alamat


class Kabar(NamedTuple):
    """`peringatan`: warnings for the operator about a file that works. `eskalasi` and `petugas`:
    None where nothing is escalated."""

    saluran: tuple[SaluranSiap, ...]
    peringatan: tuple[str, ...]
    eskalasi: AturanEskalasi | None = None
    petugas: PetugasBook | None = None


def baca_kabar(berkas: Path, env: Mapping[str, str], dikenal: Dikenal) -> Kabar:
    """Raises KabarTidakSah that names every problem, and no secret."""
    isi = _susun(_mentah(berkas), str(berkas))
    masalah = _kembar(isi.saluran)
    siap, peringatan = [], []
    for urut, satu in enumerate(isi.saluran, start=1):
        letak = f"saluran ke-{urut} ({satu.nama})"
        alamat = periksa_alamat(satu, env)
        temuan = [*_asing(satu, dikenal), *alamat.masalah]
        masalah += [f"{letak}: {kata}" for kata in temuan]
        peringatan += [f"{letak}: {kata}" for kata in alamat.peringatan]
        siap.append(SaluranSiap(satu, alamat))
    if masalah:
        raise KabarTidakSah(str(berkas), masalah)
    if any(satu.alamat.rahasia_di_berkas for satu in siap) and _terbaca_semua(berkas):
        peringatan.append(
            f"berkas ini memuat rahasia dan dapat dibaca pengguna lain: chmod 600 {berkas},"
            " atau pindahkan URL-nya ke variabel lingkungan (url_env)"
        )
    return Kabar(tuple(siap), tuple(peringatan), _eskalasi(isi))


def _eskalasi(isi: BerkasKabar) -> AturanEskalasi | None:
    """A channel that leads to a superior is enough."""
    if any(satu.eskalasi for satu in isi.saluran):
        return isi.eskalasi or AturanEskalasi()
    return None


def _mentah(berkas: Path) -> dict[str, Any]:
    try:
        return urai_toml(baca_teks(berkas))
    except TidakTerbaca as galat:
        raise KabarTidakSah(str(berkas), [str(galat)]) from galat


def _terbaca_semua(berkas: Path) -> bool:
    return bool(berkas.stat().st_mode & _TERBACA_SEMUA)


def _susun(mentah: dict[str, Any], berkas: str) -> BerkasKabar:
    try:
        return BerkasKabar.model_validate(mentah)
    except ValidationError as galat:
        # Not chained: the input of pydantic may hold secrets.
        masalah = [_masalah(satu) for satu in galat.errors(include_input=False)]
        raise KabarTidakSah(berkas, masalah) from None


def _masalah(galat: ErrorDetails) -> str:
    """("saluran", 0, "webhook", "nama") is "saluran ke-1 > nama": the kind is no place."""
    kata = kalimat(galat, _KALIMAT)
    bagian = galat["loc"][:2] + galat["loc"][3:]
    return f"{letak(bagian)}: {kata}" if bagian else kata


def _kembar(saluran: Collection[SaluranUmum]) -> list[str]:
    jumlah = Counter(satu.nama for satu in saluran)
    return [f'nama "{nama}" dipakai {kali} kali' for nama, kali in jumlah.items() if kali > 1]


def _asing(saluran: SaluranUmum, dikenal: Dikenal) -> list[str]:
    """An unknown name would silence the channel without a word."""
    pelaksana = [*sorted(dikenal.pelaksana), KESELURUHAN]
    return [
        *(
            f'pelaksana "{satu}" tidak dikenal; yang ada: {", ".join(pelaksana)}'
            for satu in saluran.pelaksana
            if satu not in pelaksana
        ),
        *(
            f'sop "{satu}" tidak dikenal; yang ada: {", ".join(sorted(dikenal.sop))}'
            for satu in saluran.sop
            if satu not in dikenal.sop
        ),
        *(
            f'eskalasi "{satu}" bukan peran atau NIP; peran yang ada: {", ".join(pelaksana[:-1])}'
            for satu in saluran.eskalasi
            if satu not in dikenal.pelaksana and not any(map(str.isdigit, satu))
        ),
    ]
