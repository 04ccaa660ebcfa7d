"""The alerts four times over: planned, announced, on record, and derived from the histories."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from izin.demo.checks.wire import Pengumuman
from izin.demo.scenario import Skenario
from izin.demo.slowness import Peringatan
from izin.demo.words import TINGKAT
from shared.audit.temuan import Temuan
from shared.contracts import Pelanggaran
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.kejadian import susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.mutu_baku.tempuh import pelaksana_pemohon
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.store.watch_port import Klaim


def periksa_pengumuman(
    klaim: Sequence[Klaim], pengumuman: Sequence[Pengumuman]
) -> Iterator[Temuan]:
    """Each record was announced once, in the very words that are on record, and nothing else."""
    kali = Counter(satu.message_id for satu in pengumuman)
    isi = {satu.message_id: satu.pelanggaran for satu in pengumuman}
    tercatat = {satu.kunci: satu for satu in klaim}
    for kunci, satu in tercatat.items():
        if kali[kunci] != 1:
            yield _temuan(satu.pelanggaran, f"diumumkan {kali[kunci]} kali")
        elif isi[kunci] != satu.pelanggaran:
            yield _temuan(satu.pelanggaran, "diumumkan lain daripada yang tercatat")
        if satu.diumumkan_pada is None:
            yield _temuan(satu.pelanggaran, "tidak tercatat sebagai sudah diumumkan")
    for kunci in kali.keys() - tercatat.keys():
        yield _temuan(isi[kunci], "diumumkan, tetapi tidak tercatat")


def periksa_turunan(
    permohonan: Permohonan,
    sop: Sop,
    tercatat: Iterable[Klaim],
    waktu: tuple[KalenderBerlaku, datetime],
) -> Iterator[Temuan]:
    """The records of one application are what follows from its history by now, and no more."""
    berlaku, kini = waktu
    turunan = {k.kunci(permohonan.id): k for k in kejadian(permohonan, sop, berlaku, kini)}
    catatan = {satu.kunci: satu.pelanggaran for satu in tercatat}
    for kunci in turunan.keys() - catatan.keys():
        satu = turunan[kunci]
        yield Temuan(permohonan.nomor, f"{_sebut(satu.langkah, satu.tingkat)} tidak tercatat")
    for kunci, pelanggaran in catatan.items():
        if kunci not in turunan:
            yield _temuan(pelanggaran, "tercatat, tetapi tidak terjadi menurut riwayat")
        elif pelanggaran != susun_pelanggaran(
            permohonan, turunan[kunci], pelanggaran.terdeteksi_pada
        ):
            yield _temuan(pelanggaran, "tercatat lain daripada menurut riwayat")


def periksa_rencana(
    permohonan: Permohonan, skenario: Skenario, tercatat: Iterable[Klaim]
) -> Iterator[Temuan]:
    """Whoever was to be slow was, and it was noticed."""
    ada = {_peringatan(satu) for satu in tercatat}
    for harus in sorted(skenario.peringatan - ada, key=str):
        kata = _sebut(harus.langkah, harus.tingkat)
        yield Temuan(permohonan.nomor, f"{kata} direncanakan, tetapi tidak terjadi")


def di_luar_rencana(klaim: Iterable[Klaim], skenario: Mapping[str, Skenario]) -> Iterator[Klaim]:
    """Alerts that came about by themselves: the machine was slow, or something is wrong that
    another check names."""
    for satu in klaim:
        milik = skenario.get(str(satu.pelanggaran.permohonan_id))
        if milik is not None and _peringatan(satu) not in milik.peringatan:
            yield satu


def periksa_pemohon(klaim: Iterable[Klaim], sop: Mapping[str, Sop]) -> Iterator[Temuan]:
    """The applicants' own steps are measured, and never held against anybody. `sop` by kode."""
    for satu in klaim:
        pelanggaran = satu.pelanggaran
        milik = sop[pelanggaran.sop]
        no = pelanggaran.langkah
        siapa = {pelanggaran.pelaksana, milik.langkah_ke(no).pelaksana if no else None}
        if pelaksana_pemohon(milik) in siapa:
            yield _temuan(pelanggaran, "diumumkan atas langkah pemohon")


def _peringatan(klaim: Klaim) -> Peringatan:
    return Peringatan(klaim.pelanggaran.langkah, klaim.pelanggaran.tingkat)


def _temuan(pelanggaran: Pelanggaran, pesan: str) -> Temuan:
    kata = _sebut(pelanggaran.langkah, pelanggaran.tingkat)
    return Temuan(pelanggaran.nomor, f"{kata} (putaran {pelanggaran.putaran}) {pesan}")


def _sebut(langkah: int | None, tingkat: str) -> str:
    di_mana = f"langkah {langkah}" if langkah else "keseluruhan"
    return f"'{TINGKAT[tingkat]}' {di_mana}"
