"""The register of SK numbers against itself, and against the cases that it names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from shared.audit.keluaran import sk_terbit
from shared.audit.temuan import Temuan
from shared.permohonan import Permohonan
from shared.petugas.orang import pengenal_baku
from shared.sk.model import NomorSk
from shared.tindakan import Tindakan

SABAR = timedelta(minutes=10)
"""The register follows its case after a moment, or after the store was away for a while."""

_TERBIT = frozenset({"berlaku", "dicabut", "diganti"})


@dataclass(frozen=True)
class SkKasus:
    """What a case says of the SK that it issued. `draf`: the file id of the approved draft."""

    id: UUID
    nomor: str
    sop: str
    sha256: str
    pada: datetime
    draf: str | None


def sk_kasus(permohonan: Permohonan) -> SkKasus | None:
    """None for a case that has issued none."""
    berkas = {
        hasil.berkas.sha256: hasil.berkas.berkas_id
        for entri in permohonan.riwayat
        for hasil in entri.hasil
        if hasil.berkas
    }
    for entri in reversed(permohonan.riwayat):
        if entri.tindakan is Tindakan.TANDA_TANGANI and entri.putusan == "terima":
            for hasil in entri.hasil:
                if hasil.berkas:
                    return SkKasus(
                        id=permohonan.id,
                        nomor=permohonan.nomor,
                        sop=permohonan.sop,
                        sha256=hasil.berkas.sha256,
                        pada=entri.ditutup_pada,
                        draf=berkas.get(hasil.atas or ""),
                    )
    return None


@dataclass
class BukuNomor:
    """The register as it goes by, in its own order."""

    milik: dict[UUID, str] = field(default_factory=dict)
    """The SHA-256 that the register has for a case; empty where none is signed."""
    dimulai: dict[str, datetime] = field(default_factory=dict)
    """By SOP: since when its SKs are numbered."""
    _tempat: tuple[str, int, int] = ("", 0, 0)
    _kunci: dict[tuple[str, str], str] = field(default_factory=dict)
    _ganti: dict[str, str | None] = field(default_factory=dict)
    _diganti: list[NomorSk] = field(default_factory=list)

    def periksa(self, satu: NomorSk) -> Iterator[Temuan]:
        yield from self._urutan(satu)
        yield from self._kembar(satu)
        yield from (_temuan(satu, pesan) for pesan in _sendiri(satu))
        if satu.permohonan_id and satu.status != "batal":
            self.milik[satu.permohonan_id] = satu.sha256 or ""
        if satu.sop:
            awal = self.dimulai.get(satu.sop, satu.diambil_pada)
            self.dimulai[satu.sop] = min(awal, satu.diambil_pada)
        self._ganti[satu.nomor] = satu.menggantikan
        if satu.status == "diganti":
            self._diganti.append(satu)

    def akhir(self) -> Iterator[Temuan]:
        """What only shows when all of them were seen."""
        for satu in self._diganti:
            if self._ganti.get(satu.pengganti or "") != satu.nomor:
                yield _temuan(satu, f"diganti {satu.pengganti}, yang tidak menggantikannya")

    def seharusnya_terdaftar(self, kasus: SkKasus) -> bool:
        """It is not there, and SKs of its SOP were numbered by then."""
        mulai = self.dimulai.get(kasus.sop)
        return kasus.id not in self.milik and mulai is not None and mulai <= kasus.pada

    def _urutan(self, satu: NomorSk) -> Iterator[Temuan]:
        seri, tahun, urut = self._tempat
        sebelum = urut if (seri, tahun) == (satu.seri, satu.tahun) else 0
        self._tempat = (satu.seri, satu.tahun, satu.urut)
        if satu.urut > sebelum + 1:
            celah = f"{sebelum + 1}"
            if satu.urut > sebelum + 2:
                celah += f" sampai {satu.urut - 1}"
            pesan = f"buku nomor seri {satu.seri} tahun {satu.tahun}: urutan {celah} tidak ada"
            yield Temuan("", pesan)
        elif satu.urut <= sebelum:
            yield _temuan(satu, f"urutan {satu.urut} ada dua kali")

    def _kembar(self, satu: NomorSk) -> Iterator[Temuan]:
        kunci = [("nomor", satu.nomor), ("kode", satu.kode)]
        kunci += [("berkas", satu.sha256)] if satu.sha256 else []
        if satu.permohonan_id and satu.status != "batal":
            kunci.append(("permohonan", str(satu.permohonan_id)))
        for apa, nilai in kunci:
            lain = self._kunci.setdefault((apa, nilai), satu.nomor)
            if lain != satu.nomor or (apa == "nomor" and self._sudah(satu)):
                yield _temuan(satu, f"{apa}-nya sama dengan milik nomor {lain}")

    def _sudah(self, satu: NomorSk) -> bool:
        return satu.nomor in self._ganti


def _temuan(satu: NomorSk, pesan: str) -> Temuan:
    return Temuan(satu.permohonan, f"nomor SK {satu.nomor}: {pesan}")


def _sendiri(satu: NomorSk) -> Iterator[str]:
    if satu.tahun != satu.tanggal.year:
        yield f"bertanggal {satu.tanggal}, padahal tahunnya {satu.tahun}"
    if satu.status in {"batal", "dicabut"} and not satu.alasan:
        yield f"{satu.status} tanpa alasan"
    if satu.status in _TERBIT and not (
        satu.berkas_id and satu.sha256 and satu.naskah and satu.penanda_tangan
    ):
        yield f"{satu.status}, tetapi tidak ada SK bertanda tangannya"
    if satu.status in _TERBIT and satu.permohonan_id is None:
        yield f"{satu.status}, tetapi tidak punya permohonan"
    if satu.status == "dicabut" and not _dua_petugas(satu):
        yield "dicabut tanpa dua petugas"


def _dua_petugas(satu: NomorSk) -> bool:
    if len(satu.pencabutan) < 2:
        return False
    usul, setuju = satu.pencabutan[-2:]
    berbeda = pengenal_baku(usul.oleh.id) != pengenal_baku(setuju.oleh.id)
    return (usul.jenis, setuju.jenis) == ("usul", "setuju") and berbeda


def periksa_pasangan(
    satu: NomorSk, permohonan: Permohonan | None, kini: datetime
) -> Iterator[Temuan]:
    """An entry against its case; None for a case that is not there."""
    if satu.permohonan_id is None:
        return
    if permohonan is None:
        yield _temuan(satu, "permohonannya tidak ada di penyimpanan")
        return
    if satu.permohonan != permohonan.nomor:
        yield _temuan(satu, f"permohonannya bernomor {permohonan.nomor}")
    terbit = satu.sha256 in sk_terbit(permohonan)
    if satu.status in _TERBIT and not terbit:
        yield _temuan(satu, f"{satu.status}, tetapi permohonannya tidak memuat SK ini")
    if satu.status == "batal" and terbit:
        yield _temuan(satu, "batal, tetapi permohonannya memuat SK ini")
    tertinggal = kini - permohonan.riwayat[-1].ditutup_pada > SABAR
    if satu.status == "terambil" and tertinggal and (terbit or permohonan.langkah is None):
        seharusnya = "berlaku" if terbit else "batal"
        yield _temuan(satu, f"terambil, padahal permohonannya {permohonan.status}: {seharusnya}")


def periksa_terdaftar(
    buku: BukuNomor, kasus: Iterable[SkKasus], bersistem: Callable[[SkKasus], bool]
) -> Iterator[Temuan]:
    """Cases whose SK the register does not have, or has otherwise. `bersistem`: whether the SK was
    made here, and is no file of the office's own."""
    for satu in kasus:
        if satu.id in buku.milik:
            if buku.milik[satu.id] not in {"", satu.sha256}:
                yield Temuan(satu.nomor, "SK-nya lain daripada yang ada dalam buku nomor")
        elif buku.seharusnya_terdaftar(satu) and bersistem(satu):
            yield Temuan(satu.nomor, "SK-nya tidak ada dalam buku nomor")
