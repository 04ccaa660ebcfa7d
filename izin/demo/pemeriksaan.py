"""The alerts four times over: planned, announced, on record, and derived from the histories."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from izin.demo.kelambatan import Peringatan
from izin.demo.skenario import Skenario
from izin.demo.tayangan import TINGKAT
from shared.audit.keluaran import PemilikSk, periksa_jumlah_sk
from shared.audit.riwayat import langkah_sop
from shared.audit.temuan import Temuan
from shared.contracts import Pelanggaran, Pemberitahuan
from shared.contracts.pelanggaran import Tingkat
from shared.gladi.tercatat import ARTI_BEDA, bandingkan
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.model import Kalender
from shared.laporan.model import Laporan
from shared.mutu_baku.buku_waktu import Gangguan, Ruas, buku_waktu, jumlahkan
from shared.mutu_baku.pelanggaran import kejadian
from shared.mutu_baku.tempuh import pelaksana_pemohon
from shared.permohonan import Entri, Permohonan
from shared.sop.model import Sop
from shared.store.watch_port import Klaim
from shared.tindakan import Tindakan


# What is left on the wire, and what the applicants were told, against the store.
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
    if entri.pengajuan:
        return "diterima"
    if entri.ke in ("ditolak", "ditarik"):
        return str(entri.ke)
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
    berlaku: KalenderBerlaku,
    kini: datetime,
) -> Iterator[Temuan]:
    """The records of one application are what follows from its history by now, and no more: by the
    comparison that `izin gladi` makes."""
    terjadi = {k.kunci(permohonan.id): k for k in kejadian(permohonan, sop, berlaku, kini)}
    catatan = {satu.kunci: satu.pelanggaran for satu in tercatat}
    for beda in bandingkan(permohonan, terjadi.values(), catatan):
        satu = terjadi.get(beda.kunci) or catatan[beda.kunci]
        kata = _sebut(satu.langkah, satu.tingkat)
        yield Temuan(permohonan.nomor, f"{kata} {ARTI_BEDA[beda.jenis]}")


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


def _sebut(langkah: int | None, tingkat: Tingkat) -> str:
    di_mana = f"langkah {langkah}" if langkah else "keseluruhan"
    return f"'{TINGKAT[tingkat]}' {di_mana}"


# Where the time went: every ledger against its application, the report against the alerts.
def periksa_buku(
    permohonan: Permohonan,
    sop: Sop,
    gangguan: Iterable[Gangguan],
    kalender: Kalender,
    kini: datetime,
) -> Iterator[Temuan]:
    """Without gap or overlap from the first opening to the end, and the parts are the whole."""
    ruas = buku_waktu(permohonan, sop, gangguan, kini)
    riwayat = permohonan.riwayat
    akhir = kini if permohonan.langkah else riwayat[-1].ditutup_pada
    for pesan in _celah(ruas, riwayat[0].dibuka_pada, akhir):
        yield Temuan(permohonan.nomor, f"buku waktu: {pesan}")
    jumlah = sum((j.lama for j in jumlahkan(ruas, kalender).values()), timedelta())
    if jumlah != akhir - riwayat[0].dibuka_pada:
        yield Temuan(permohonan.nomor, "buku waktu: jumlah bagian bukan keseluruhan")


def _celah(ruas: tuple[Ruas, ...], mulai: datetime, akhir: datetime) -> Iterator[str]:
    batas = mulai
    for satu in ruas:
        if satu.dari != batas:
            yield f"langkah {satu.langkah} tidak menyambung pada yang sebelumnya"
        batas = satu.sampai
    if batas != akhir:
        yield "berakhir pada saat yang lain daripada riwayatnya"


def periksa_laporan(laporan: Laporan, klaim: Iterable[Klaim]) -> Iterator[Temuan]:
    """As many late in the report, per step and for the whole, as alerts were raised about it."""
    tercatat = Counter(
        (satu.pelanggaran.sop, satu.pelanggaran.langkah)
        for satu in klaim
        if satu.pelanggaran.tingkat == "selesai_terlambat"
    )
    dilaporkan: Counter[tuple[str, int | None]] = Counter()
    for baris in laporan.langkah:
        terlambat = baris.selesai.terlambat + baris.terbuka.kembali_terlambat
        dilaporkan[baris.sop, baris.langkah] += terlambat
    for seluruhnya in laporan.keseluruhan:
        dilaporkan[seluruhnya.sop, None] += seluruhnya.selesai.terlambat
    for sop, langkah in sorted(tercatat.keys() | dilaporkan.keys(), key=str):
        dua = dilaporkan[sop, langkah], tercatat[sop, langkah]
        if dua[0] != dua[1]:
            di_mana = f"langkah {langkah}" if langkah else "keseluruhan"
            pesan = f"{sop}, {di_mana}: laporan {dua[0]} terlambat, diumumkan {dua[1]}"
            yield Temuan("", pesan)
    if not laporan.pencocokan.sama or laporan.pencocokan.belum_diumumkan:
        yield Temuan("", f"laporan tidak cocok dengan catatan ({laporan.pencocokan})")


def periksa_watchdog(
    sapuan: datetime | None, klaim: Iterable[Klaim], terakhir: datetime
) -> Iterator[Temuan]:
    """It looked until after the last thing happened, and saw nothing before it happened."""
    if sapuan is None or sapuan <= terakhir:
        kapan = sapuan.isoformat() if sapuan else "tidak pernah"
        yield Temuan("", f"sapuan terakhir watchdog {kapan}, sebelum kejadian terakhir")
    for satu in klaim:
        if satu.pelanggaran.terdeteksi_pada < satu.pelanggaran.terjadi_pada:
            yield Temuan(satu.pelanggaran.nomor, "peringatan terdeteksi sebelum terjadi")


# The applications in the store against the scenarios that were played.
def periksa_satu_satu(
    semua: Sequence[Permohonan], skenario: Iterable[Skenario]
) -> Iterator[Temuan]:
    """Every submission is exactly one application, and there is no other."""
    dari = Counter(permohonan.pengajuan_id[0] for permohonan in semua)
    harus = {satu.pengajuan_id for satu in skenario}
    for kunci in sorted(harus):
        if dari[kunci] != 1:
            yield Temuan("", f"pengajuan {kunci} menjadi {dari[kunci]} permohonan")
    for kunci in sorted(dari.keys() - harus):
        yield Temuan("", f"ada permohonan dari pengajuan {kunci} yang tidak pernah dikirim")
    for nomor, kali in Counter(permohonan.nomor for permohonan in semua).items():
        if kali > 1:
            yield Temuan(nomor, f"nomor dipakai {kali} permohonan")


def periksa_skenario(permohonan: Permohonan, skenario: Skenario) -> Iterator[Temuan]:
    """It ended as planned, and what was to happen on the way did happen."""
    if permohonan.status not in ("berjalan", skenario.akhir):
        yield Temuan(permohonan.nomor, f"berakhir {permohonan.status}, bukan {skenario.akhir}")
    diminta = {p.kode for entri in permohonan.riwayat for p in entri.perbaikan}
    for kode in (*skenario.kasus.hilang, *skenario.kasus.salah):
        if kode not in diminta:
            yield Temuan(permohonan.nomor, f"kekurangan '{kode}' tidak pernah diminta diperbaiki")
    belokan = skenario.kasus.belokan
    ditempuh = {(entri.langkah, entri.putusan) for entri in permohonan.riwayat}
    if belokan and (belokan.langkah, belokan.putusan) not in ditempuh:
        yield Temuan(
            permohonan.nomor,
            f"putusan '{belokan.putusan}' {belokan.pelaksana} tidak pernah terjadi",
        )


def periksa_sk(semua: Iterable[Permohonan]) -> Iterator[Temuan]:
    pemilik = PemilikSk()
    for permohonan in semua:
        yield from periksa_jumlah_sk(permohonan)
        yield from pemilik.periksa(permohonan)
