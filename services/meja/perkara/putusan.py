"""Routes of deciding: the draft kept, weighed, confirmed, sent, and the answer shown.

The form goes to the server at every turn and is kept there (`Konsep`): a page that is opened anew,
on another device or after a session that ended, goes on where it was.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import NamedTuple

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from services.meja.perkara.berkas import perkara_dari
from services.meja.perkara.formulir import isi_formulir
from services.meja.perkara.perkara import isi_perkara, milik_saya
from services.meja.perkara.riwayat import kalimat
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.contracts import Dokumen, Jawaban, Tugas
from shared.errors import BrokerTidakTerjangkau, KodeTolak
from shared.kantor.errors import MasukanKeliru
from shared.kantor.kotak import SudahDipegang, TugasTidakAda
from shared.kantor.perkara import BerkasHilang, Dosir, baca_berkas
from shared.kantor.putusan import Timbangan
from shared.kantor.tugas import STALE
from shared.kotak.konsep import Konsep, konsep_kosong
from shared.kotak.model import TugasMasuk
from shared.kotak.rancangan import Cacat, akibat, cacat_penolakan, sistem_menandatangani
from shared.permohonan import Entri
from shared.petugas.orang import pengenal_baku
from shared.rabbit.errors import ClientError
from shared.surat.isi import MEDIA_FOTO
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON
from shared.web.csrf import BIDANG

CONFLICT, UNPROCESSABLE, UNAVAILABLE = 409, 422, 503
FILES_BYTES = 64 * 1024 * 1024
"""Of a form with its photographs."""
READ_BYTES = 256 * 1024
OURS = ("putusan", "catatan", "verdik.", "alasan.", "alasan-lain.", "berkas.", "surat.")
NEW, CAPTION = ".baru", ".baru-keterangan"

JUDUL = {
    KodeTolak.DI_LUAR_MANDAT: "Di luar mandat Anda",
    KodeTolak.DRAF_SENDIRI: "Draf ini ikut Anda susun",
    KodeTolak.DRAF_BERBEDA: "Draf sudah berubah",
    KodeTolak.TANDA_TANGAN: "SK belum dapat ditandatangani",
}
TAK_TERKIRIM = Cacat(
    "",
    "Belum ada jawaban dari sistem, jadi belum pasti apakah putusan ini diterapkan. Tekan tombolnya"
    " sekali lagi: putusan yang sama tidak akan diterapkan dua kali.",
)
BERUBAH = Cacat("", "Isiannya berubah sesudah halaman ini dibuat. Periksa sekali lagi.")


class Meja(NamedTuple):
    """What a person is deciding."""

    perkara: Dosir
    masuk: TugasMasuk
    konsep: Konsep

    @property
    def tugas(self) -> Tugas:
        return self.masuk.tugas

    @property
    def pangkal(self) -> str:
        return f"/perkara/{self.masuk.baris.pelaksana}/{self.masuk.baris.nomor}"


async def di_meja(permintaan: Permintaan) -> Meja:
    """The task, with the draft. Raises `HTTPException` for one that is not theirs to decide."""
    perkara, masuk = await milik_saya(permintaan)
    saya = permintaan.saya
    konsep = await permintaan.situs.pemutus.konsep(saya, masuk.baris)
    kosong = konsep_kosong(masuk.baris, saya.akun.nama, masuk.tugas.dibuka_pada)
    return Meja(perkara, masuk, konsep or kosong)


async def terima(permintaan: Permintaan) -> tuple[Meja, list[Cacat]]:
    """What a form brings, kept. Takes the task where nobody has it. Raises `SudahDipegang`."""
    meja = await di_meja(permintaan)
    baris, situs = meja.masuk.baris, permintaan.situs
    try:
        await situs.kotak.take(permintaan.saya, baris.pelaksana, baris.nomor)
    except TugasTidakAda as error:
        raise HTTPException(404) from error
    isian = [
        (nama, isi)
        for nama, isi in permintaan.isian.multi_items()
        if isinstance(isi, str) and nama != BIDANG and nama.startswith(OURS)
    ]
    berkas, cacat = await _unggahan(permintaan, meja.tugas, isian)
    konsep = await situs.pemutus.simpan(permintaan.saya, baris, isian, berkas)
    return meja._replace(konsep=konsep), cacat


async def _unggahan(
    permintaan: Permintaan, tugas: Tugas, isian: list[tuple[str, str]]
) -> tuple[list[Dokumen], list[Cacat]]:
    """The files; each is named in `isian` where the form shows it from now on."""
    berkas: list[Dokumen] = []
    cacat: list[Cacat] = []
    for nama, isi in permintaan.isian.multi_items():
        if not isinstance(isi, UploadFile) or not isi.filename or not nama.endswith(NEW):
            continue
        bidang = nama.removesuffix(NEW)
        media = _media(tugas, bidang)
        if not media:
            continue
        try:
            satu = await permintaan.situs.pemutus.unggah(isi.filename, _parts(isi), media)
        except MasukanKeliru as error:
            cacat.append(Cacat(bidang, error.pesan))
            continue
        berkas.append(satu)
        if bidang.startswith("surat."):
            isian.append((f"{bidang}.id", satu.berkas_id))
            isian.append((f"{bidang}.keterangan", permintaan.kata(f"{bidang}{CAPTION}")))
        else:
            isian.append((bidang, satu.berkas_id))
    return berkas, cacat


def _media(tugas: Tugas, bidang: str) -> Sequence[str]:
    """What may be uploaded there; nothing where the task asks for no file."""
    jenis, _, sisa = bidang.partition(".")
    kode = sisa.partition(".")[0]
    keluaran = next((satu for satu in tugas.keluaran if satu.kode == kode), None)
    if keluaran is None:
        return ()
    return MEDIA_FOTO if jenis == "surat" else keluaran.media


async def _parts(isi: UploadFile) -> AsyncIterator[bytes]:
    while part := await isi.read(READ_BYTES):
        yield part


async def simpan(permintaan: Permintaan) -> Response:
    """As they write; the page says when. By a button without a script: the page anew."""
    try:
        meja, cacat = await terima(permintaan)
    except SudahDipegang as error:
        if permintaan.htmx:
            return HTMLResponse("Tidak disimpan: tugas ini sudah diambil orang lain.")
        return _dipegang(permintaan, error)
    if permintaan.htmx:
        return permintaan.halaman("perkara/tersimpan.html", pada=meja.konsep.diubah_pada)
    if cacat:
        return await formulir(permintaan, meja, cacat)
    ke = permintaan.kata("ke")
    tempat = f"#{ke}" if ke.replace("-", "").replace(".", "").isalnum() else "#keputusan"
    return permintaan.ke(f"{meja.pangkal}{tempat}")


async def unggahan(permintaan: Permintaan) -> Response:
    """A file of this person's own draft."""
    meja = await di_meja(permintaan)
    satu = meja.konsep.satu_berkas(permintaan.jalur("berkas_id"))
    if satu is None or satu.media_type not in MEDIA_FOTO:
        raise HTTPException(404)
    try:
        isi = await baca_berkas(permintaan.situs.kotak, satu)
    except BerkasHilang as error:
        raise HTTPException(404) from error
    return Response(isi, media_type=satu.media_type)


async def formulir(
    permintaan: Permintaan, meja: Meja, cacat: Iterable[Cacat], kode: str = ""
) -> Response:
    """The page of the case with what is wrong beside each field."""
    isi = await isi_perkara(permintaan, meja.perkara, meja.masuk)
    isi |= isi_formulir(permintaan, meja.perkara, meja.masuk, meja.konsep, tuple(cacat))
    isi["judul_galat"] = JUDUL.get(KodeTolak(kode), "") if kode in set(KodeTolak) else ""
    return permintaan.halaman("perkara/perkara.html", UNPROCESSABLE, **isi)


async def periksa(permintaan: Permintaan) -> Response:
    """On to the confirmation, or back to what is wrong."""
    try:
        meja, cacat = await terima(permintaan)
    except SudahDipegang as error:
        return _dipegang(permintaan, error)
    timbangan = await _timbang(permintaan, meja)
    if cacat or timbangan.cacat:
        return await formulir(permintaan, meja, (*cacat, *timbangan.cacat), timbangan.kode)
    return permintaan.ke(f"{meja.pangkal}/putuskan")


async def _timbang(permintaan: Permintaan, meja: Meja) -> Timbangan:
    return await permintaan.situs.pemutus.timbang(
        permintaan.saya, meja.perkara, meja.tugas, meja.konsep
    )


async def konfirmasi(permintaan: Permintaan) -> Response:
    """What becomes of it, and the very letters."""
    meja = await di_meja(permintaan)
    if _orang_lain(permintaan, meja):
        return _dipegang(permintaan, SudahDipegang(meja.masuk.baris))
    timbangan = await _timbang(permintaan, meja)
    if timbangan.cacat:
        return await formulir(permintaan, meja, timbangan.cacat, timbangan.kode)
    return _konfirmasi(permintaan, meja, timbangan)


def _konfirmasi(
    permintaan: Permintaan, meja: Meja, timbangan: Timbangan, pesan: str = "", status: int = 200
) -> Response:
    rancangan, tugas = timbangan.rancangan, meja.tugas
    wajib = rancangan.pilihan.hasil_wajib if rancangan.pilihan else ()
    surat = [
        satu
        for satu in tugas.keluaran
        if satu.kode in wajib and satu.surat and satu.surat.skema["properties"]
    ]
    menandatangani = rancangan.putusan == "terima" and sistem_menandatangani(tugas)
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
        menandatangani=menandatangani,
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


async def putuskan(permintaan: Permintaan) -> Response:
    """Once, however often it is sent: `rupa` is the decision's own key, made of what the page
    showed."""
    rupa = permintaan.kata("rupa")
    if (sudah := await _sudah(permintaan, rupa)) is not None:
        return sudah
    meja = await di_meja(permintaan)
    if _orang_lain(permintaan, meja):
        return _dipegang(permintaan, SudahDipegang(meja.masuk.baris))
    timbangan = await _timbang(permintaan, meja)
    if timbangan.cacat:
        return await formulir(permintaan, meja, timbangan.cacat, timbangan.kode)
    if timbangan.putusan_id(meja.tugas) != rupa:
        return _konfirmasi(permintaan, meja, timbangan, BERUBAH.kata, CONFLICT)
    situs = permintaan.situs
    try:
        client = situs.wires.client(meja.tugas.pelaksana)
        jawaban = await situs.pemutus.kirim(client, permintaan.saya, meja.masuk, timbangan)
    except (ClientError, BrokerTidakTerjangkau):
        return _konfirmasi(permintaan, meja, timbangan, TAK_TERKIRIM.kata, UNAVAILABLE)
    situs.kabar.tell(meja.tugas.pelaksana)
    return await _dijawab(permintaan, meja, jawaban, rupa)


async def _dijawab(permintaan: Permintaan, meja: Meja, jawaban: Jawaban, rupa: str) -> Response:
    if jawaban.diterapkan:
        return permintaan.ke(f"{meja.pangkal}/putusan/{rupa}")
    if jawaban.kode in STALE:
        return permintaan.halaman(
            "perkara/didahului.html", CONFLICT, jawaban=jawaban, baris=meja.masuk.baris
        )
    cacat = cacat_penolakan((jawaban.alasan, *jawaban.rincian))
    return await formulir(permintaan, meja, cacat, jawaban.kode)


async def _sudah(permintaan: Permintaan, rupa: str) -> Response | None:
    """The answer of a decision that stands already: pressed twice, or sent again."""
    perkara = await perkara_dari(permintaan)
    if _entri_saya(permintaan, perkara, rupa) is None:
        return None
    pelaksana, nomor = permintaan.jalur("pelaksana"), perkara.permohonan.nomor
    return permintaan.ke(f"/perkara/{pelaksana}/{nomor}/putusan/{rupa}")


def _entri_saya(permintaan: Permintaan, perkara: Dosir, rupa: str) -> Entri | None:
    entri = perkara.permohonan.entri_kiriman(rupa)
    if entri is None or entri.oleh is None:
        return None
    saya = pengenal_baku(permintaan.saya.petugas.id)
    return entri if pengenal_baku(entri.oleh.id) == saya else None


async def hasil(permintaan: Permintaan) -> Response:
    """What became of it."""
    perkara = await perkara_dari(permintaan)
    entri = _entri_saya(permintaan, perkara, permintaan.jalur("rupa"))
    if entri is None:
        raise HTTPException(404)
    pelaksana = permintaan.jalur("pelaksana")
    berkas = [(satu.nama, satu.berkas) for satu in entri.hasil if satu.berkas]
    if entri.surat is not None:
        berkas.append(("Surat kepada pemohon", entri.surat.berkas))
    return permintaan.halaman(
        "perkara/putusan.html",
        perkara=perkara,
        permohonan=perkara.permohonan,
        pelaksana=pelaksana,
        pangkal=f"/perkara/{pelaksana}/{perkara.permohonan.nomor}",
        entri=entri,
        kalimat=kalimat(entri, perkara.sop, permintaan.situs.kantor),
        berkas=berkas,
        sk=await permintaan.situs.kantor.sk.find_by_case(perkara.permohonan.id)
        if entri.tindakan is Tindakan.TANDA_TANGANI and entri.putusan == "terima"
        else None,
    )


def _orang_lain(permintaan: Permintaan, meja: Meja) -> bool:
    pegangan = meja.masuk.baris.pegangan
    return pegangan is not None and pegangan.akun != permintaan.saya.akun.nama


def _dipegang(permintaan: Permintaan, error: SudahDipegang) -> Response:
    return permintaan.halaman("kotak/sudah_dipegang.html", CONFLICT, baris=error.baris)


_SATU = "/perkara/{pelaksana}/{nomor}"
RUTE = (
    Rute(f"{_SATU}/konsep", "konsep", Untuk.PETUGAS, tulis=simpan, batas_bytes=FILES_BYTES),
    Rute(f"{_SATU}/konsep/{{berkas_id}}", "unggahan", Untuk.PETUGAS, baca=unggahan),
    Rute(f"{_SATU}/periksa", "periksa", Untuk.PETUGAS, tulis=periksa, batas_bytes=FILES_BYTES),
    Rute(f"{_SATU}/putuskan", "putuskan", Untuk.PETUGAS, baca=konfirmasi, tulis=putuskan),
    Rute(f"{_SATU}/putusan/{{rupa}}", "putusan", Untuk.MASUK, baca=hasil),
)
