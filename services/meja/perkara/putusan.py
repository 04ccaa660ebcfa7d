"""Routes of deciding: the draft kept, weighed, confirmed, sent, and the answer shown.

The form goes to the server at every turn and is kept there (`Konsep`): a page that is opened anew,
on another device or after a session that ended, goes on where it was.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from services.meja.perkara.berkas import perkara_dari
from services.meja.perkara.konfirmasi import (
    BERUBAH,
    TAK_TERKIRIM,
    UNAVAILABLE,
    dijawab,
    formulir,
    halaman_konfirmasi,
)
from services.meja.perkara.layanan import RAHASIA, lewat_layanan
from services.meja.perkara.meja import (
    CONFLICT,
    Meja,
    SudahDiputus,
    bila_didahului,
    di_meja,
    milik_sendiri,
    timbang,
)
from services.meja.perkara.riwayat import kalimat
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.contracts import Dokumen, Tugas
from shared.errors import BrokerTidakTerjangkau
from shared.kantor.errors import MasukanKeliru
from shared.kantor.kotak import SudahDipegang, TugasTidakAda
from shared.kantor.perkara import BerkasHilang, Dosir, baca_berkas
from shared.kotak.rancangan import Cacat
from shared.permohonan import Entri
from shared.petugas.orang import pengenal_baku
from shared.rabbit.errors import ClientError
from shared.surat.isi import MEDIA_FOTO
from shared.tindakan import Tindakan
from shared.web.csrf import BIDANG

FILES_BYTES = 64 * 1024 * 1024
"""Of a form with its photographs."""
READ_BYTES = 256 * 1024
OURS = ("putusan", "catatan", "verdik.", "alasan.", "alasan-lain.", "berkas.", "surat.")
NEW, CAPTION = ".baru", ".baru-keterangan"


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


@bila_didahului
async def simpan(permintaan: Permintaan) -> Response:
    """As they write; the page says when. By a button without a script: the page anew."""
    try:
        meja, cacat = await terima(permintaan)
    except (SudahDipegang, SudahDiputus) as error:
        if not permintaan.htmx:
            raise
        lagi = "diambil" if isinstance(error, SudahDipegang) else "diputus"
        return HTMLResponse(f"Tidak disimpan: tugas ini sudah {lagi} orang lain.")
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


@bila_didahului
async def periksa(permintaan: Permintaan) -> Response:
    """On to the confirmation, or back to what is wrong."""
    meja, cacat = await terima(permintaan)
    timbangan = await timbang(permintaan, meja)
    if cacat or timbangan.cacat:
        return await formulir(permintaan, meja, (*cacat, *timbangan.cacat), timbangan.kode)
    return permintaan.ke(f"{meja.pangkal}/putuskan")


@bila_didahului
async def konfirmasi(permintaan: Permintaan) -> Response:
    """What becomes of it, and the very letters."""
    meja = await milik_sendiri(permintaan)
    timbangan = await timbang(permintaan, meja)
    if timbangan.cacat:
        return await formulir(permintaan, meja, timbangan.cacat, timbangan.kode)
    return halaman_konfirmasi(permintaan, meja, timbangan)


@bila_didahului
async def putuskan(permintaan: Permintaan) -> Response:
    """Once, however often it is sent: `rupa` is the decision's own key, made of what the page
    showed."""
    rupa = permintaan.kata("rupa")
    if (sudah := await _sudah(permintaan, rupa)) is not None:
        return sudah
    meja = await milik_sendiri(permintaan)
    timbangan = await timbang(permintaan, meja)
    if timbangan.cacat:
        return await formulir(permintaan, meja, timbangan.cacat, timbangan.kode)
    if timbangan.putusan_id(meja.tugas) != rupa:
        return halaman_konfirmasi(permintaan, meja, timbangan, BERUBAH, CONFLICT)
    if timbangan.layanan:
        return await lewat_layanan(permintaan, meja, timbangan)
    situs = permintaan.situs
    try:
        client = situs.wires.client(meja.tugas.pelaksana)
        jawaban = await situs.pemutus.kirim(client, permintaan.saya, meja.masuk, timbangan)
    except (ClientError, BrokerTidakTerjangkau):
        return halaman_konfirmasi(permintaan, meja, timbangan, TAK_TERKIRIM, UNAVAILABLE)
    situs.kabar.tell(meja.tugas.pelaksana)
    return await dijawab(permintaan, meja, jawaban, rupa)


async def _sudah(permintaan: Permintaan, rupa: str) -> Response | None:
    """The answer of a decision that stands already: pressed twice, or sent again."""
    perkara = await _perkara(permintaan)
    if perkara is None:
        return None
    entri = _entri_saya(permintaan, perkara, rupa) or _bertanda(permintaan, perkara)
    if entri is None:
        return None
    pelaksana, nomor = permintaan.jalur("pelaksana"), perkara.permohonan.nomor
    return permintaan.ke(f"/perkara/{pelaksana}/{nomor}/putusan/{entri.kiriman_id}")


async def _perkara(permintaan: Permintaan) -> Dosir | None:
    """None where it has gone on without this person."""
    try:
        return await perkara_dari(permintaan)
    except HTTPException:
        return None


def _bertanda(permintaan: Permintaan, perkara: Dosir) -> Entri | None:
    """What was signed by the service is known by its step: the key of the decision follows from
    the signature, which nobody had when the page was made."""
    pembukaan = permintaan.kata("pembukaan")
    for entri in reversed(perkara.permohonan.riwayat):
        if pembukaan == f"{entri.langkah}.{entri.putaran}":
            return _entri_saya(permintaan, perkara, entri.kiriman_id or "")
    return None


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


_SATU = "/perkara/{pelaksana}/{nomor}"
FORMULIR: Any = {
    "untuk": Untuk.PETUGAS,
    "batas_bytes": FILES_BYTES,
    "tampung": f"{_SATU}/konsep",
}
"""Of what the form of a case is sent to: without a session it is kept for later."""
RUTE = (
    Rute(f"{_SATU}/konsep", "konsep", tulis=simpan, **FORMULIR),
    Rute(f"{_SATU}/konsep/{{berkas_id}}", "unggahan", Untuk.PETUGAS, baca=unggahan),
    Rute(f"{_SATU}/periksa", "periksa", tulis=periksa, **FORMULIR),
    Rute(f"{_SATU}/putuskan", "putuskan", Untuk.PETUGAS, konfirmasi, putuskan, rahasia=RAHASIA),
    Rute(f"{_SATU}/putusan/{{rupa}}", "putusan", Untuk.MASUK, baca=hasil),
)
