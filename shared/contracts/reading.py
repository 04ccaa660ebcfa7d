"""From bytes to a message: the body's own `tipe`, or else the AMQP property, says which."""

import codecs
import re
from collections.abc import Mapping

from pydantic import ValidationError

from shared.contracts.base import POLA_KUNCI, Pesan
from shared.errors import PesanTidakTerbaca
from shared.text_reading import KIRIM, TidakTerbaca, teks_utf8, urai_json
from shared.validation_text import rincian_galat

BOM_UTF8 = codecs.BOM_UTF8
_KUNCI = ("putusan_id", "penarikan_id", "pengajuan_id", "permintaan_id")
POLA_KUNCI_KIRIMAN = re.compile(POLA_KUNCI)

UKURAN_PESAN_MAKS_BYTES = 1024 * 1024
"""Messages carry references, never files: the largest honest one is far below this."""

UKURAN_PESAN_BROKER_BYTES = 2 * UKURAN_PESAN_MAKS_BYTES
"""What the broker takes at all (`max_message_size`): what is a little too large is still told why,
but nobody fills its disk."""


def _tanpa_ganda(pasangan: list[tuple[str, object]]) -> dict[str, object]:
    """Readers disagree about which of two counts: what one of them checked, another might not
    apply."""
    objek = dict(pasangan)
    if len(objek) < len(pasangan):
        raise ValueError("satu kunci disebut lebih dari satu kali")
    return objek


def _bukan_angka(kata: str) -> object:
    raise ValueError(f"{kata} bukan bilangan JSON")


def _objek(isi: bytes) -> Mapping[str, object]:
    if len(isi) > UKURAN_PESAN_MAKS_BYTES:
        batas = f"melebihi batas {UKURAN_PESAN_MAKS_BYTES} byte"
        raise PesanTidakTerbaca((f"pesan {len(isi)} byte {batas}",))
    try:
        mentah = urai_json(teks_utf8(isi, KIRIM), objek=_tanpa_ganda, tetapan=_bukan_angka)
    except TidakTerbaca as galat:
        raise PesanTidakTerbaca((f"bukan JSON yang sah: {galat}",)) from galat
    if not isinstance(mentah, dict):
        raise PesanTidakTerbaca(("isi pesan harus berupa objek JSON",))
    return mentah


def _tipe(objek: Mapping[str, object], tipe_amqp: str | None, dikenal: Mapping[str, object]) -> str:
    tipe = objek.get("tipe", tipe_amqp)
    if not isinstance(tipe, str) or tipe not in dikenal:
        pilihan = " atau ".join(dikenal)
        raise PesanTidakTerbaca((f"tipe: antrean ini menerima {pilihan}",))
    if tipe_amqp and tipe_amqp != tipe:
        raise PesanTidakTerbaca((f"tipe: isi pesan {tipe}, properti AMQP type {tipe_amqp}",))
    return tipe


def _tanpa_bom(isi: bytes) -> bytes:
    """A sender whose library writes text with a byte order mark still writes JSON (RFC 8259, 8.1:
    a reader may ignore it)."""
    return isi.removeprefix(BOM_UTF8)


def baca_pesan(isi: bytes, tipe_amqp: str | None, dikenal: Mapping[str, type[Pesan]]) -> Pesan:
    """Raises `PesanTidakTerbaca` that names every wrong field, without repeating its value."""
    isi = _tanpa_bom(isi)
    tipe = _tipe(_objek(isi), tipe_amqp, dikenal)
    try:
        return dikenal[tipe].dari_json(isi)
    except ValidationError as galat:
        raise PesanTidakTerbaca(tuple(rincian_galat(galat))) from galat


def pengenal(isi: bytes) -> str:
    """The sender's own key of a message that could not be read, for the answer; or empty."""
    try:
        objek = _objek(_tanpa_bom(isi))
    except PesanTidakTerbaca:
        return ""
    kunci = next((objek[nama] for nama in _KUNCI if nama in objek), "")
    return kunci if isinstance(kunci, str) and POLA_KUNCI_KIRIMAN.fullmatch(kunci) else ""
