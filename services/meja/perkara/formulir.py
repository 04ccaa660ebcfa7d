"""What the templates of the form read: the fields with what is in them, and what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from services.meja.permintaan import Permintaan
from shared.contracts import Tugas
from shared.contracts.parts import Dokumen, HasilDiminta
from shared.kantor.perkara import Dosir
from shared.kotak.alasan import alasan_untuk
from shared.kotak.formulir import Bidang, bidang_formulir, jenis_bidang
from shared.kotak.konsep import Konsep, nilai
from shared.kotak.model import TugasMasuk
from shared.kotak.rancangan import BELUM_DINILAI, Cacat, menandatangani
from shared.petugas.empat_mata import MENGESAHKAN, ikut_menyusun
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON


class SuratFormulir(NamedTuple):
    """One output that somebody writes or brings. `untuk`: the decisions that need it; `dibawa`:
    the file that was uploaded for it."""

    keluaran: HasilDiminta
    bidang: Sequence[Bidang]
    untuk: tuple[str, ...]
    dibawa: Dokumen | None


def isi_formulir(
    permintaan: Permintaan,
    perkara: Dosir,
    masuk: TugasMasuk,
    konsep: Konsep | None,
    cacat: Sequence[Cacat] = (),
) -> dict[str, Any]:
    """`konsep` is None before anything was filled in."""
    cacat = [_jelas(masuk.tugas, satu) for satu in cacat]
    tugas, isian = masuk.tugas, konsep.nilai if konsep else {}
    langkah = perkara.sop.langkah_ke(tugas.langkah)
    mengesahkan = tugas.tindakan in MENGESAHKAN
    ke_pemohon = any(
        satu.putusan != "terima" and satu.ke_pelaksana == PELAKSANA_PEMOHON
        for satu in tugas.pilihan
    )
    return {
        "konsep": konsep,
        "nilai": _reader(isian),
        "surat": _surat(masuk, konsep),
        "alasan": lambda kode: alasan_untuk(permintaan.situs.ruang.alasan, kode),
        "verifikasi": tugas.tindakan is Tindakan.VERIFIKASI,
        "dapat_dikembalikan": ke_pemohon,
        "cacat": {satu.bidang: satu.kata for satu in cacat if satu.bidang},
        "ringkasan": ringkasan(masuk.tugas, cacat),
        "judul_galat": "",
        "wakil": permintaan.saya.peran.get(masuk.baris.pelaksana),
        "draf_sendiri": mengesahkan
        and ikut_menyusun(permintaan.saya.petugas, perkara.permohonan.riwayat, langkah.atas),
        "menandatangani": menandatangani(tugas),
    }


WAJIB = "Wajib diisi"
DIMINTA: Mapping[str, str] = {
    "pilihan": "Pilih salah satu",
    "tanggal": "Isi tanggalnya",
    "daftar": "Tulis paling sedikit satu butir",
    "orang": "Tulis paling sedikit satu nama",
    "periksa": "Nilai setiap butirnya",
    "foto": "Unggah paling sedikit satu foto",
}
"""What a field that was left empty asks for, by its kind."""


def _jelas(tugas: Tugas, satu: Cacat) -> Cacat:
    skema = _skema(tugas, satu.bidang)
    if satu.kata != WAJIB or skema is None:
        return satu
    return satu._replace(kata=DIMINTA.get(jenis_bidang(skema), WAJIB))


def _skema(tugas: Tugas, bidang: str) -> dict[str, Any] | None:
    """Of a field of a letter; None for every other input."""
    jenis, _, sisa = bidang.partition(".")
    kode, _, nama = sisa.partition(".")
    keluaran = next((k for k in tugas.keluaran if k.kode == kode), None)
    if jenis != "surat" or keluaran is None or keluaran.surat is None:
        return None
    skema: dict[str, Any] | None = keluaran.surat.skema["properties"].get(nama)
    return skema


class Ringkas(NamedTuple):
    """A line above the form; `ke` is the id of the field that it is about, or empty."""

    ke: str
    kata: str


def ringkasan(tugas: Tugas, cacat: Sequence[Cacat]) -> list[Ringkas]:
    """Every defect with the name of what it is about; documents that have no verdict yet are
    counted."""
    nama = {satu.kode: satu.nama for satu in tugas.dokumen}
    belum = [satu for satu in cacat if satu.kata == BELUM_DINILAI]
    semua = [
        Ringkas(satu.bidang, ": ".join(filter(None, (_sebutan(tugas, nama, satu), satu.kata))))
        for satu in cacat
        if satu not in belum
    ]
    if belum:
        pertama = nama.get(belum[0].bidang.partition(".")[2], "")
        kata = f"{len(belum)} dokumen belum dinilai, mulai dari {pertama}"
        semua.append(Ringkas(belum[0].bidang, kata))
    return semua


def _sebutan(tugas: Tugas, nama: Mapping[str, str], satu: Cacat) -> str:
    jenis, _, sisa = satu.bidang.partition(".")
    kode, _, bidang = sisa.partition(".")
    if jenis in {"verdik", "alasan"}:
        return nama.get(kode, kode)
    keluaran = next((k for k in tugas.keluaran if k.kode == kode), None)
    if jenis != "surat" or keluaran is None or keluaran.surat is None:
        return ""
    skema = _skema(tugas, satu.bidang) or {}
    return f"{keluaran.surat.judul}, {skema.get('title', bidang)}"


def _reader(isian: Mapping[str, Sequence[str]]) -> Callable[[str], str]:
    return lambda nama: nilai(isian, nama)


def _surat(masuk: TugasMasuk, konsep: Konsep | None) -> list[SuratFormulir]:
    tugas, semua = masuk.tugas, []
    isian = konsep.nilai if konsep and konsep.isian else None
    berkas = konsep.berkas if konsep else ()
    for satu in tugas.keluaran:
        ditulis = satu.surat is not None and bool(satu.surat.skema["properties"])
        if satu.jenis != "dokumen" or not (ditulis or satu.media) or (satu.surat and not ditulis):
            continue
        if satu.tanda_tangan == "bsre":
            continue  # its text is read and signed on the page that confirms
        untuk = tuple(p.putusan for p in tugas.pilihan if satu.kode in p.hasil_wajib)
        bidang = bidang_formulir(satu.kode, satu.surat, isian, berkas) if satu.surat else []
        dibawa = nilai(isian or {}, f"berkas.{satu.kode}")
        semua.append(
            SuratFormulir(
                satu, bidang, untuk, konsep.satu_berkas(dibawa) if konsep and dibawa else None
            )
        )
    return semua
