"""A riwayat replayed: what was there when each step opened, and what each decision owed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shared.alur import Fakta
from shared.alur.jenis_berkas import sebutan_jenis
from shared.alur.perubahan import mencabut_penerimaan, perubahan_putaran
from shared.audit.riwayat import langkah_sop
from shared.audit.temuan import Temuan
from shared.contracts import Dokumen, HasilLangkah
from shared.permohonan import Entri, Permohonan
from shared.sop.model import Langkah, Sop
from shared.tindakan import Tindakan

_Dinilai = dict[str, tuple[Dokumen, bool | None]]


@dataclass
class _Keadaan:
    """What exists at one moment: live outputs, and each document's file with its verdict."""

    hasil: dict[str, HasilLangkah] = field(default_factory=dict)
    dokumen: _Dinilai = field(default_factory=dict)


def periksa_keluaran(permohonan: Permohonan, sop: Sop) -> Iterator[Temuan]:
    """Kelengkapan at every opening, output at every closing, approvals of that very draft."""
    keadaan = _Keadaan()
    for entri in permohonan.riwayat:
        langkah = langkah_sop(sop, entri.langkah)
        if langkah is None:
            continue
        if entri.pengajuan:
            keadaan.dokumen = _sesudah_perubahan(permohonan, entri, keadaan.dokumen)
        for pesan in _satu_entri(entri, langkah, keadaan, sop):
            yield Temuan(permohonan.nomor, f"entri {entri.urutan}: {pesan}")
    for pesan in _akhirnya(permohonan, keadaan):
        yield Temuan(permohonan.nomor, pesan)


def _sesudah_perubahan(permohonan: Permohonan, entri: Entri, dokumen: _Dinilai) -> _Dinilai:
    if not mencabut_penerimaan(perubahan_putaran(permohonan, entri.putaran)):
        return dokumen
    return {kode: (berkas, None if ya else ya) for kode, (berkas, ya) in dokumen.items()}


def _satu_entri(entri: Entri, langkah: Langkah, keadaan: _Keadaan, sop: Sop) -> Iterator[str]:
    for kode in langkah.butuh:
        if kode not in keadaan.hasil:
            yield f"langkah {langkah.no} dibuka tanpa '{kode}'"
    yield from _utang(entri, langkah)
    yield from _atas(entri, langkah, keadaan)
    yield from _terapkan_dokumen(entri, keadaan)
    if entri.tindakan is Tindakan.VERIFIKASI and entri.putusan == "terima":
        yield from _semua_diterima(keadaan, sop)
    _terapkan_hasil(entri, langkah, keadaan)


def _utang(entri: Entri, langkah: Langkah) -> Iterator[str]:
    wajib = {hasil.kode: hasil.jenis for hasil in langkah.hasil_wajib(entri.putusan)}
    ada = {hasil.kode: hasil for hasil in entri.hasil}
    for kode in wajib.keys() - ada.keys():
        yield f"output '{kode}' tidak ada"
    for kode in ada.keys() - wajib.keys():
        yield f"output '{kode}' tidak diminta putusan '{entri.putusan}'"
    for kode in wajib.keys() & ada.keys():
        if (ada[kode].berkas is not None) != (wajib[kode] == "dokumen"):
            yield f"output '{kode}' seharusnya berupa {wajib[kode]}"


def _atas(entri: Entri, langkah: Langkah, keadaan: _Keadaan) -> Iterator[str]:
    if not langkah.atas or entri.putusan != "terima":
        return
    dasar = keadaan.hasil.get(langkah.atas)
    berlaku = dasar.berkas.sha256 if dasar and dasar.berkas else None
    for hasil in entri.hasil:
        if berlaku is None or hasil.atas != berlaku:
            yield f"'{hasil.kode}' bukan atas '{langkah.atas}' yang berlaku saat itu"


def _terapkan_dokumen(entri: Entri, keadaan: _Keadaan) -> Iterator[str]:
    for dokumen in entri.dokumen:
        keadaan.dokumen[dokumen.kode] = (dokumen.berkas, None)
    for verdik in entri.verdik:
        if verdik.kode in keadaan.dokumen:
            berkas, _ = keadaan.dokumen[verdik.kode]
            keadaan.dokumen[verdik.kode] = (berkas, verdik.diterima)
        else:
            yield f"verdik atas '{verdik.kode}', yang tidak pernah diajukan"


def _semua_diterima(keadaan: _Keadaan, sop: Sop) -> Iterator[str]:
    wajib = {satu.kode for satu in sop.persyaratan if satu.wajib}
    for kode in sorted(wajib | keadaan.dokumen.keys()):
        if kode not in keadaan.dokumen or keadaan.dokumen[kode][1] is not True:
            yield f"berkas diterima, padahal '{kode}' belum"


def _terapkan_hasil(entri: Entri, langkah: Langkah, keadaan: _Keadaan) -> None:
    keadaan.hasil = {k: h for k, h in keadaan.hasil.items() if h.langkah != langkah.no}
    keadaan.hasil |= {hasil.kode: hasil for hasil in entri.hasil}
    ke = entri.ke
    if isinstance(ke, int) and ke <= langkah.no:
        keadaan.hasil = {k: h for k, h in keadaan.hasil.items() if h.langkah < ke}


def _akhirnya(permohonan: Permohonan, keadaan: _Keadaan) -> Iterator[str]:
    hasil = {h.kode: h for h in permohonan.hasil}
    if beda := _beda(hasil, keadaan.hasil):
        yield f"output yang tersimpan lain daripada yang dihasilkan riwayat: {beda}"
    tersimpan = {d.kode: (d.berkas, d.diterima) for d in permohonan.dokumen}
    if beda := _beda(tersimpan, keadaan.dokumen):
        yield f"dokumen yang tersimpan lain daripada yang diajukan dan dinilai riwayat: {beda}"


def _beda(tersimpan: Mapping[str, object], menurut: Mapping[str, object]) -> str:
    """The codes, for a message; empty where both say the same."""
    semua = sorted(tersimpan.keys() | menurut.keys())
    return ", ".join(kode for kode in semua if tersimpan.get(kode) != menurut.get(kode))


def berkas_disebut(permohonan: Permohonan) -> Iterator[Dokumen]:
    """Every file that the riwayat names, replaced ones too."""
    for entri in permohonan.riwayat:
        yield from (dokumen.berkas for dokumen in entri.dokumen)
        yield from (hasil.berkas for hasil in entri.hasil if hasil.berkas)
        if entri.surat:
            yield entri.surat.berkas


def periksa_berkas(permohonan: Permohonan, fakta: Fakta) -> Iterator[Temuan]:
    """The files that applications name, against what the document store really holds."""
    for berkas in berkas_disebut(permohonan):
        ada = fakta.get(berkas.berkas_id)
        sebut = f"berkas {berkas.nama_berkas} ({berkas.berkas_id})"
        if ada is None:
            yield Temuan(permohonan.nomor, f"{sebut} tidak ada di penyimpanan dokumen")
        elif (ada.sha256, ada.ukuran_bytes) != (berkas.sha256, berkas.ukuran_bytes):
            yield Temuan(permohonan.nomor, f"{sebut} isinya lain daripada yang tercatat")
        elif ada.media_type != berkas.media_type:
            tercatat, isinya = sebutan_jenis(berkas.media_type), sebutan_jenis(ada.media_type)
            jenis = f"tercatat {tercatat}, isinya {isinya}"
            yield Temuan(permohonan.nomor, f"{sebut} lain jenisnya: {jenis}")


# One signed decree for each application that is selesai, none for a refused one, none twice.
def sk_terbit(permohonan: Permohonan) -> tuple[str, ...]:
    """The SHA-256 of every decree that was signed."""
    return tuple(
        hasil.berkas.sha256
        for entri in permohonan.riwayat
        if entri.tindakan is Tindakan.TANDA_TANGANI and entri.putusan == "terima"
        for hasil in entri.hasil
        if hasil.berkas
    )


def periksa_jumlah_sk(permohonan: Permohonan) -> Iterator[Temuan]:
    """Signed and not handed over yet, one that is under way has its decree too."""
    terbit = len(sk_terbit(permohonan))
    boleh = {"selesai": (1,), "ditolak": (0,)}.get(permohonan.status, (0, 1))
    if terbit not in boleh:
        yield Temuan(permohonan.nomor, f"SK terbit {terbit} kali, seharusnya {boleh[-1]}")


class PemilikSk:
    """Remembers whose each decree is."""

    def __init__(self) -> None:
        self._pemilik: dict[str, str] = {}

    def periksa(self, permohonan: Permohonan) -> Iterator[Temuan]:
        for sha256 in sk_terbit(permohonan):
            lain = self._pemilik.setdefault(sha256, permohonan.nomor)
            if lain != permohonan.nomor:
                yield Temuan(permohonan.nomor, f"SK-nya sama dengan SK {lain}")
