"""What is left on the wire, and what the applicants were told, against the store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from shared.audit.riwayat import langkah_sop
from shared.audit.temuan import Temuan
from shared.contracts import Pelanggaran, Pemberitahuan
from shared.permohonan import Entri, Permohonan
from shared.sop.model import Sop
from shared.tindakan import Tindakan


class Kabar(NamedTuple):
    """What makes two notices the same one; a notice may come twice."""

    nomor: str | None
    jenis: str
    putaran: int | None
    pengajuan_id: str | None


class Pengumuman(NamedTuple):
    """An alert as it came over the wire."""

    message_id: str
    pelanggaran: Pelanggaran


def kabar_dari(pesan: Pemberitahuan) -> Kabar:
    return Kabar(pesan.nomor, pesan.jenis, pesan.putaran, pesan.pengajuan_id)


def kabar_seharusnya(permohonan: Permohonan, sop: Sop) -> Iterator[Kabar]:
    """What the applicant must have been told, as the riwayat has it."""
    for entri in permohonan.riwayat:
        jenis = _jenis(entri, sop)
        if jenis is None:
            continue
        yield Kabar(
            nomor=permohonan.nomor,
            jenis=jenis,
            putaran=entri.putaran + (jenis == "dikembalikan"),
            pengajuan_id=entri.kiriman_id if jenis == "diterima" else None,
        )


def _jenis(entri: Entri, sop: Sop) -> str | None:
    if entri.tindakan is Tindakan.AJUKAN:
        return "diterima"
    if entri.ke == "ditolak":
        return "ditolak"
    tujuan = langkah_sop(sop, entri.ke)
    if tujuan is None:
        return None
    return {Tindakan.AJUKAN: "dikembalikan", Tindakan.SERAHKAN: "sk_terbit"}.get(tujuan.tindakan)


def periksa_kabar(harus: frozenset[Kabar], diterima: frozenset[Kabar]) -> Iterator[Temuan]:
    for kabar in sorted(harus - diterima, key=str):
        yield Temuan(kabar.nomor or "", f"pemberitahuan '{kabar.jenis}' tidak sampai")
    for kabar in sorted(diterima - harus, key=str):
        yield Temuan(kabar.nomor or "", f"pemberitahuan '{kabar.jenis}' tidak semestinya")


@dataclass(frozen=True)
class Karantina:
    """A message that was put aside. `kode` is why; it is empty for the broker's dead letters."""

    message_id: str
    kode: str
    alasan: str = ""


def periksa_karantina(harus: Mapping[str, str], isi: Iterable[Karantina]) -> Iterator[Temuan]:
    """`harus`: kode by message id. Each of them once, and nothing else."""
    tersisa = dict(harus)
    for pesan in isi:
        if tersisa.pop(pesan.message_id, None) != pesan.kode:
            sebab = f"{pesan.kode} {pesan.alasan}".strip() or "tanpa sebab"
            yield Temuan("", f"pesan {pesan.message_id} di karantina tidak semestinya ({sebab})")
    for message_id, kode in tersisa.items():
        yield Temuan("", f"pesan {message_id} ({kode}) tidak ada di karantina")


def periksa_antrean(panjang: Mapping[str, int]) -> Iterator[Temuan]:
    for antrean, jumlah in panjang.items():
        if jumlah:
            yield Temuan("", f"antrean {antrean} masih berisi {jumlah} pesan")
