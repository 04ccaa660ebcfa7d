"""What becomes of a decision, shown before it is sent; and the page that an answer leads to."""

from collections.abc import Iterable

from starlette.responses import Response

from services.meja.perkara.formulir import isi_formulir
from services.meja.perkara.meja import CONFLICT, Meja, didahului
from services.meja.perkara.perkara import isi_perkara
from services.meja.permintaan import Permintaan
from shared.contracts import Jawaban
from shared.errors import KodeTolak
from shared.kantor.pendahulu import pendahulu
from shared.kantor.perkara import Dosir
from shared.kantor.putusan import Timbangan
from shared.kantor.tugas import STALE
from shared.kotak.rancangan import Cacat, akibat, cacat_penolakan, menandatangani
from shared.topology import PELAKSANA_PEMOHON

UNPROCESSABLE, UNAVAILABLE = 422, 503

JUDUL = {
    KodeTolak.DI_LUAR_MANDAT: "Di luar mandat Anda",
    KodeTolak.DRAF_SENDIRI: "Draf ini ikut Anda susun",
    KodeTolak.DRAF_BERBEDA: "Draf sudah berubah",
    KodeTolak.TANDA_TANGAN: "SK belum dapat ditandatangani",
}
TAK_TERKIRIM = (
    "Belum ada jawaban dari sistem, jadi belum pasti apakah putusan ini diterapkan. Tekan tombolnya"
    " sekali lagi: putusan yang sama tidak akan diterapkan dua kali."
)
BERUBAH = "Isiannya berubah sesudah halaman ini dibuat. Periksa sekali lagi."


async def formulir(
    permintaan: Permintaan, meja: Meja, cacat: Iterable[Cacat], kode: str = ""
) -> Response:
    """The page of the case with what is wrong beside each field."""
    isi = await isi_perkara(permintaan, meja.perkara, meja.masuk)
    isi |= isi_formulir(permintaan, meja.perkara, meja.masuk, meja.konsep, tuple(cacat))
    isi["judul_galat"] = JUDUL.get(KodeTolak(kode), "") if kode in set(KodeTolak) else ""
    return permintaan.halaman("perkara/perkara.html", UNPROCESSABLE, **isi)


def halaman_konfirmasi(
    permintaan: Permintaan, meja: Meja, timbangan: Timbangan, pesan: str = "", status: int = 200
) -> Response:
    rancangan, tugas = timbangan.rancangan, meja.tugas
    wajib = rancangan.pilihan.hasil_wajib if rancangan.pilihan else ()
    surat = [
        satu
        for satu in tugas.keluaran
        if satu.kode in wajib and satu.surat and satu.surat.skema["properties"]
    ]
    return permintaan.halaman(
        "perkara/konfirmasi.html",
        status,
        perkara=meja.perkara,
        permohonan=meja.perkara.permohonan,
        tugas=tugas,
        pangkal=meja.pangkal,
        pelaksana=tugas.pelaksana,
        rancangan=rancangan,
        akibat=sebut_akibat(permintaan, meja, timbangan),
        surat=[satu for satu in surat if satu.kode not in rancangan.berkas],
        berkas=rancangan.berkas,
        rupa=timbangan.putusan_id(tugas),
        nama_dokumen={satu.kode: satu.nama for satu in tugas.dokumen},
        menandatangani=rancangan.putusan == "terima" and menandatangani(tugas),
        layanan=bool(timbangan.layanan),
        naskah=meja.konsep.naskah if timbangan.layanan else None,
        pemohon=_surat_pemohon(meja.perkara, timbangan),
        pesan=pesan,
    )


def _surat_pemohon(perkara: Dosir, timbangan: Timbangan) -> bool:
    """Whether the applicant gets a letter for this decision."""
    langkah = perkara.permohonan.langkah
    putusan = timbangan.rancangan.putusan
    if langkah is None or putusan is None:
        return False
    rute = perkara.sop.langkah_ke(langkah.no).rute_untuk(putusan)
    return rute is not None and bool(rute.surat)


def sebut_akibat(permintaan: Permintaan, meja: Meja, timbangan: Timbangan) -> str:
    nama = {kunci: desk.nama for kunci, desk in permintaan.situs.kantor.desks.items()}
    return akibat(meja.tugas, timbangan.rancangan, nama, PELAKSANA_PEMOHON)


async def dijawab(permintaan: Permintaan, meja: Meja, jawaban: Jawaban, rupa: str) -> Response:
    """`rupa`: the key of the decision that was answered."""
    if jawaban.diterapkan:
        return permintaan.ke(f"{meja.pangkal}/putusan/{rupa}")
    if jawaban.kode in STALE:
        return await _kalah_cepat(permintaan, meja, jawaban)
    cacat = cacat_penolakan((jawaban.alasan, *jawaban.rincian))
    return await formulir(permintaan, meja, cacat, jawaban.kode)


async def _kalah_cepat(permintaan: Permintaan, meja: Meja, jawaban: Jawaban) -> Response:
    """In the case's own words, where it says by now who it was."""
    baris = meja.masuk.baris
    dahulu = await pendahulu(
        permintaan.situs.pemutus, permintaan.saya, baris.pelaksana, baris.nomor
    )
    if dahulu is not None:
        return didahului(permintaan, dahulu)
    return permintaan.halaman(
        "perkara/didahului.html",
        CONFLICT,
        pelaksana=baris.pelaksana,
        nomor=baris.nomor,
        entri=None,
        alasan=jawaban.alasan,
        catatan="",
    )
