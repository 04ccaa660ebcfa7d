"""A made-up case by which templates are tried before any real letter is made of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.parts import Dokumen, Lembaga, Pemohon, Perbaikan, Petugas, Verdik
from shared.permohonan import DokumenPermohonan, LangkahTerbuka, Permohonan
from shared.sop.model import Langkah, Sop
from shared.surat.data import Bahan, NomorTerbit, Pengesahan, berlaku_sampai
from shared.surat.loader import KatalogSurat
from shared.surat.model import JenisSurat
from shared.tindakan import Tindakan

_ZONA = ZoneInfo("Asia/Makassar")
_PADA = datetime(2026, 1, 9, 10, 15, tzinfo=_ZONA)
_PETUGAS = Petugas(id="197502102000031002", nama="Drs. H. Contoh Penanda Tangan, M.Si.")
_MASUK = timedelta(days=4)
_DITOLAK_MAKS = 20

NAMA_PANJANG = (
    "Yayasan Pendidikan dan Pengembangan Anak Usia Dini Terpadu "
    "Kasih Bunda Al-Hidayah Wal-Barakah Nusantara Sejahtera Mandiri Bersama Masyarakat Kelurahan "
    "Guntung Manggis Kecamatan Landasan Ulin محمد 🌱"
)
_ALAMAT_PANJANG = ("Jalan Ahmad Yani Kilometer 34,5 Gang Purnama Nomor 17 RT 003 RW 001 " * 7)[:500]


def bahan_contoh(katalog: KatalogSurat, jenis: JenisSurat, sop: Sop, *, panjang: bool) -> Bahan:
    """`panjang`: with the longest values that the contract allows."""
    bahan = _bahan(sop, jenis.kode, panjang=panjang)
    if jenis.bernomor:
        return replace(bahan, terbit=_terbit(katalog, sop))
    naskah = any(lain.seperti == jenis.kode for lain in katalog.jenis.values())
    return replace(bahan, paraf=_paraf(sop)) if naskah else bahan


def _bahan(sop: Sop, kode: str, *, panjang: bool) -> Bahan:
    terbuka = _langkah(sop, kode)
    return Bahan(
        permohonan=_permohonan(sop, panjang=panjang),
        sop=sop,
        zona=_ZONA,
        pada=_PADA,
        langkah=terbuka.no,
        putaran=1,
        pelaksana=terbuka.pelaksana,
        petugas=_PETUGAS,
        verdik=tuple(
            Verdik(kode=satu.kode, diterima=False, alasan=_alasan(panjang=panjang))
            for satu in sop.persyaratan[: _DITOLAK_MAKS if panjang else 1]
        ),
        perbaikan=tuple(
            Perbaikan(
                jenis="dokumen", kode=satu.kode, nama=satu.nama, alasan=_alasan(panjang=panjang)
            )
            for satu in sop.persyaratan[: _DITOLAK_MAKS if panjang else 1]
        ),
        catatan=(
            "Alamat pada surat keterangan domisili berbeda dengan alamat pada formulir.\n"
            "Mohon disamakan."
        )
        * (12 if panjang else 1),
        tenggat=_PADA + timedelta(days=5),
    )


def _langkah(sop: Sop, kode: str) -> Langkah:
    """Where the letter is made; the second step for one that no step makes."""
    for langkah in sop.langkah:
        if any(hasil.kode == kode for hasil in langkah.hasil):
            return langkah
    return sop.langkah[min(1, len(sop.langkah) - 1)]


def _alasan(*, panjang: bool) -> str:
    kata = "Halaman kedua tidak terbaca; pindai kembali dengan resolusi paling sedikit 150 dpi."
    return " ".join([kata] * 4) if panjang else kata


def _permohonan(sop: Sop, *, panjang: bool) -> Permohonan:
    return Permohonan(
        id=UUID(int=1),
        nomor=f"{sop.awalan_nomor}-2026-000001",
        sop=sop.kode,
        sop_versi="0" * 64,
        urutan=1,
        putaran=1,
        pemohon=Pemohon(
            nama="Hj. Fatimah Az-Zahra binti Muhammad Arsyad Al-Banjari, S.Pd.AUD."
            if panjang
            else "Siti Contoh",
            nik="6372000000000001",
            telepon="081100000000",
            surel="contoh@contoh.id",
        ),
        lembaga=Lembaga(
            nama=NAMA_PANJANG[:200] if panjang else "Lembaga Contoh",
            alamat=("Jalan Ahmad Yani Kilometer 34,5 Gang Purnama Nomor 17 RT 003 RW 001 " * 7)[
                :500
            ]
            if panjang
            else "Jalan Contoh 1, Banjarbaru",
        ),
        isian={
            satu.kode: (satu.pilihan or ("9120001234567",))[0]
            for satu in sop.isian
            if satu.wajib or panjang
        },
        dokumen=tuple(
            DokumenPermohonan(
                kode=satu.kode,
                berkas=Dokumen(
                    berkas_id=f"{ke:024x}",
                    nama_berkas=f"{satu.kode}.pdf",
                    media_type="application/pdf",
                    ukuran_bytes=120_000,
                    sha256=f"{ke + 1:064x}",
                ),
                putaran=1,
                diterima=ke >= (_DITOLAK_MAKS if panjang else 1),
            )
            for ke, satu in enumerate(sop.persyaratan)
            if satu.wajib or panjang
        ),
        langkah=LangkahTerbuka(
            no=sop.langkah_pertama.no, putaran=1, pelaksana="pemohon", dibuka_pada=_PADA - _MASUK
        ),
        pengajuan_id=("contoh-1",),
        dibuat_pada=_PADA - _MASUK,
    )


def _paraf(sop: Sop) -> tuple[Pengesahan, ...]:
    orang = Petugas(id="198001012005011001", nama="Budi Contoh, S.Sos.")
    return tuple(
        Pengesahan(pelaksana=langkah.pelaksana, petugas=orang, wewenang=None, pada=_PADA)
        for langkah in sop.langkah
        if langkah.tindakan is Tindakan.SETUJUI
    )


def _terbit(katalog: KatalogSurat, sop: Sop) -> NomorTerbit:
    tanggal = date(2026, 1, 9)
    keputusan = katalog.kantor.keputusan_untuk(sop.kode)
    bulan = keputusan.masa_berlaku_bulan if keputusan else 0
    return NomorTerbit(
        nomor="007/CONTOH/DPMPTSP/I/2026",
        tanggal=tanggal,
        kode="CONTOH-tidak-berlaku-00000",
        berlaku_sampai=berlaku_sampai(tanggal, bulan),
    )
