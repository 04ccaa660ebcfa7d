"""What a simulated officer writes: the text of a letter, by the schema that the task brings, as any
tool that knows nothing of the office could; a plain paper where the office has no letter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from izin.demo.material.berkas_pemohon import PDF
from izin.demo.material.cetak import BerkasJadi, Pejabat, Surat, cetak_pdf
from izin.demo.material.profil import KOTA, teks_tanggal
from shared.contracts import HasilDiminta, Petugas, SuratDiminta, Tugas


@dataclass(frozen=True)
class Penulis:
    """Whoever writes: about which task, on which day. `layak` is the finding of the inspection;
    `keliru` a slip that the approvers will notice."""

    tugas: Tugas
    petugas: Petugas
    tanggal: date
    layak: bool = True
    keliru: bool = False


def tulis_isi(diminta: SuratDiminta, penulis: Penulis) -> dict[str, Any]:
    """Over the words that the task begins with, every field that is owed. A slip leaves out the
    last entry of each list."""
    awal = dict(diminta.awal)
    if penulis.keliru:
        awal = {kunci: _tanpa_akhir(nilai) for kunci, nilai in awal.items()}
    bidang = diminta.skema["properties"]
    return {
        kode: awal.get(kode) or _nilai(bidang[kode], penulis)
        for kode in bidang
        if kode in awal or kode in diminta.skema["required"]
    }


def _tanpa_akhir(nilai: Any) -> Any:
    return nilai[:-1] if isinstance(nilai, list) and len(nilai) > 1 else nilai


def _nilai(skema: Mapping[str, Any], penulis: Penulis) -> Any:
    return _MENURUT_JENIS[skema["type"]](skema, penulis)


def _teks(skema: Mapping[str, Any], penulis: Penulis) -> str:
    if "enum" in skema:
        return str(skema["enum"][0 if penulis.layak else 1])
    if skema.get("format") == "date":
        return penulis.tanggal.isoformat()
    return _kalimat(skema.get("title", ""), penulis)[: skema["maxLength"]]


def _kalimat(judul: str, penulis: Penulis) -> str:
    """By the words of the field's title; a title that none of them fits gets a sentence that is
    true of any inspection. What was sent back with a note does not come again as it was."""
    cocok = (pola for kata, pola in _POLA if kata in judul.casefold())
    pola = next(cocok, (_POLA_LAIN, _POLA_LAIN))[0 if penulis.layak else 1]
    lembaga, catatan = penulis.tugas.lembaga, penulis.tugas.catatan
    kalimat = pola.format(
        lembaga=lembaga.nama, alamat=lembaga.alamat, tanggal=teks_tanggal(penulis.tanggal)
    )
    return f"{kalimat} Dilengkapi menurut catatan: {catatan}" if catatan else kalimat


_POLA_LAIN = "{lembaga} dilihat langsung di {alamat} pada {tanggal}."
_DILIHAT = "{lembaga} dilihat langsung di {alamat}. Ruang belajar, sarana dan sanitasi diperiksa"
_POLA = (
    ("temuan", (
        f"{_DILIHAT}; semuanya sesuai dengan dokumen permohonan.",
        f"{_DILIHAT}. Ruang belajar tidak memenuhi syarat keselamatan: hanya ada satu pintu keluar,"
        " dan alat pemadam api tidak tersedia.",
    )),
    ("pertimbangan", (
        "hasil pemeriksaan lapangan pada {tanggal} menyatakan {lembaga} layak diberi izin;",
        "hasil pemeriksaan lapangan pada {tanggal} menyatakan ruang belajar {lembaga} tidak"
        " memenuhi syarat keselamatan;",
    )),
)  # fmt: skip
"""A word of the title, what is written for it, and what where the inspection went badly."""


def _daftar(skema: Mapping[str, Any], penulis: Penulis) -> list[Any]:
    butir = skema["items"]
    if "nama" in butir.get("properties", {}):
        orang = penulis.petugas
        return [{"nama": orang.nama, "nip": orang.id, "jabatan": "Pemeriksa lapangan"}]
    return [_nilai({"title": skema.get("title", ""), **butir}, penulis)]


def _objek(skema: Mapping[str, Any], penulis: Penulis) -> dict[str, Any]:
    bidang = skema["properties"]
    if all("catatan" in satu.get("properties", {}) for satu in bidang.values()):
        return _daftar_periksa(bidang, layak=penulis.layak)
    return {kode: _nilai(satu, penulis) for kode, satu in bidang.items()}


def _daftar_periksa(bidang: Mapping[str, Mapping[str, Any]], *, layak: bool) -> dict[str, Any]:
    """Where the inspection went badly, what is about rooms is not as it should be; that needs a
    remark."""
    baik, buruk = {"hasil": "sesuai"}, {"hasil": "tidak-sesuai", "catatan": _BURUK}
    gagal = {k for k, satu in bidang.items() if _RUANG & set(satu["title"].casefold().split())}
    return {kode: baik if layak or kode not in gagal else buruk for kode in bidang}


_RUANG = {"ruang", "sarana", "bangunan"}
_BURUK = "Hanya satu pintu keluar, tanpa alat pemadam api"


_MENURUT_JENIS: Mapping[str, Callable[[Mapping[str, Any], Penulis], Any]] = {
    "string": _teks,
    "integer": lambda _, __: 1,
    "array": _daftar,
    "object": _objek,
}


def tulis_berkas(diminta: HasilDiminta, penulis: Penulis) -> BerkasJadi:
    """For an output of an office's own SOP that no letter is made for; another file each time that
    it is due."""
    tugas = penulis.tugas
    surat = Surat(
        judul=diminta.nama,
        lembaga=tugas.lembaga.nama,
        kop=(f"Pemerintah Kota {KOTA}", "Kantor Contoh", f"Kota {KOTA}"),
        nomor=f"{tugas.nomor}/{diminta.kode.upper()}/{tugas.putaran}",
        pembuka=f"{tugas.kegiatan}, untuk permohonan berikut:",
        identitas=(
            ("Nama lembaga", tugas.lembaga.nama),
            ("Alamat", tugas.lembaga.alamat),
            ("Penanggung jawab", tugas.pemohon.nama),
        ),
        penutup="Demikian dibuat dengan sebenarnya.",
        tempat_tanggal=f"{KOTA}, {teks_tanggal(penulis.tanggal)}",
        pejabat=Pejabat("Petugas", penulis.petugas.nama, penulis.petugas.id, "Kantor Contoh"),
    )
    return BerkasJadi(f"{diminta.kode}-{tugas.nomor}.pdf", PDF, cetak_pdf(surat))
