"""One message in karantina. A worker put it there, and says why in headers of its own, or the
broker dead-lettered it, and says so in `x-death`. It may be from any sender, and any bytes."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from shared.akses import Penjaga
from shared.contracts import Pemberitahuan, Tugas
from shared.errors import Ditolak, KodeTolak
from shared.rabbit.aside import read_for_tool
from shared.rabbit.browse import Held
from shared.topology import (
    ANTREAN_PEMBERITAHUAN,
    KEPALA_DIKIRIM_ULANG,
    KEPALA_KALI_DIKIRIM,
    antrean_tugas,
)

ID_LETTERS = 12
SENTENCES = {
    "delivery_limit": "dikirim ke pelaksananya sampai batas, dan tidak pernah selesai",
    "rejected": "dikembalikan penerimanya tanpa alasan",
    "expired": "masa berlakunya habis di antrean",
    "maxlen": "antreannya penuh",
}
REJECTED = "rejected"
UNKNOWN = "tidak ada keterangan: bukan dari pelaksana dan bukan dari antrean kita"


class Entry(NamedTuple):
    """`id` names one stay in karantina: the same message that comes back has another one. `kali`:
    deliveries before it was put here, None where they were not counted. `nomor`: of the
    application, or another subject that the message names."""

    id: str
    message_id: str
    tipe: str
    kode: str
    alasan: str
    asal: str
    kali: int | None
    dikirim_ulang: int
    sejak: datetime | None
    nomor: str
    ukuran_bytes: int


class Reader:
    """Messages in the order of the queue; of those that are alike to the last byte, the second
    has `-2` behind its id, and so on."""

    def __init__(self, batas: Mapping[str, int]) -> None:
        """`batas`: the delivery limit of each queue."""
        self._batas = batas
        self._seen: Counter[str] = Counter()

    def __call__(self, message: Held) -> Entry:
        headers = message.headers
        death = _death(headers)
        kode = _text(headers.get("kode")) or _text(death.get("reason"))
        asal = _text(headers.get("antrean_asal")) or _text(death.get("queue"))
        sejak = _instant(headers.get("dikarantina_pada")) or _instant(death.get("time"))
        limit = self._batas.get(asal) if kode == "delivery_limit" else None
        alasan = _text(headers.get("alasan")) or SENTENCES.get(kode, UNKNOWN)
        if kode == REJECTED and (tolak := tool_objection(message, asal)) is not None:
            kode, alasan = str(tolak.kode), str(tolak)
        return Entry(
            id=self._id(message, sejak, asal),
            message_id=message.message_id or "",
            tipe=message.type or "",
            kode=kode or "-",
            alasan=alasan,
            asal=asal,
            kali=_number(headers.get(KEPALA_KALI_DIKIRIM)) or limit,
            dikirim_ulang=_number(headers.get(KEPALA_DIKIRIM_ULANG)) or 0,
            sejak=sejak,
            nomor=_about(message),
            ukuran_bytes=len(message.body),
        )

    def _id(self, message: Held, sejak: datetime | None, asal: str) -> str:
        stay = f"{message.message_id}\0{asal}\0{sejak.isoformat() if sejak else ''}\0".encode()
        digest = hashlib.sha256(stay + message.body).hexdigest()[:ID_LETTERS]
        self._seen[digest] += 1
        return digest if self._seen[digest] == 1 else f"{digest}-{self._seen[digest]}"


def tool_objection(message: Held, asal: str) -> Ditolak | None:
    """Why a tool whose account may only reject has put this aside; by the rules that it went by."""
    pelaksana = asal.rpartition(".")[0]
    if asal not in (ANTREAN_PEMBERITAHUAN, antrean_tugas(pelaksana)):
        return None
    model = Pemberitahuan if asal == ANTREAN_PEMBERITAHUAN else Tugas
    try:
        read_for_tool(message, asal, model, Penjaga(frozenset({pelaksana})))
    except Ditolak as tolak:
        return tolak
    return None


def object_of(body: bytes) -> Mapping[str, Any] | None:
    """None when the body is no JSON object."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _death(headers: Mapping[str, Any]) -> Mapping[str, Any]:
    """The latest one, which the broker puts first."""
    deaths = headers.get("x-death")
    if isinstance(deaths, Sequence) and deaths and isinstance(deaths[0], Mapping):
        return deaths[0]
    return {}


def _about(message: Held) -> str:
    nomor = (object_of(message.body) or {}).get("nomor")
    return nomor if isinstance(nomor, str) else message.correlation_id or ""


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return value if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _instant(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


SENT_WRONG = (
    "Pengirimnya tidak mengikuti kontrak, dan mengirim ulang akan ditolak lagi. Perbaiki di sana,"
    " minta dikirim lagi, lalu buang yang ini dengan alasannya."
)
REFUSED = (
    "Aturan menolaknya, dan akan menolaknya lagi selama keadaannya sama. Urus dengan pengirimnya;"
    " sesudah itu buang dengan alasannya, atau kirim ulang bila sebabnya sudah hilang."
)
CURES: dict[str, str] = {
    KodeTolak.PESAN_TIDAK_SAH: SENT_WRONG,
    KodeTolak.SOP_TIDAK_DIKENAL: (
        "SOP itu tidak dimuat. Bila seharusnya ada, pasang berkasnya, mulai ulang pelaksananya,"
        " lalu kirim ulang."
    ),
    KodeTolak.PERMOHONAN_TIDAK_DIKENAL: (
        "Penyimpanan tidak mengenal permohonannya. Periksa apakah MONGODB_URL dan IZIN_BASIS_DATA"
        " milik broker yang sama, atau cadangannya dipulihkan dahulu; lalu kirim ulang."
    ),
    KodeTolak.KABAR_TIDAK_TERKIRIM: (
        "Salurannya tidak menerima. Perbaiki, coba dengan izin kabar uji, lalu kirim ulang."
    ),
    KodeTolak.GALAT_TAK_TERDUGA: (
        "Ini cacat program, atau dokumen yang rusak. Lihat log pelaksananya (unforeseen),"
        " perbaiki, lalu kirim ulang."
    ),
    "delivery_limit": (
        "Pelaksananya berulang kali mati atau terputus selagi memegangnya, atau pesan itu sendiri"
        " yang mematikannya. Pastikan pelaksananya sehat, lalu kirim ulang; bila kembali lagi,"
        " lihat lognya."
    ),
    "rejected": "Penerimanya mengembalikannya tanpa alasan. Periksa penerimanya, lalu kirim ulang.",
}
FOREIGN = (
    "Tidak diketahui dari antrean mana asalnya, jadi tidak dapat dikirim ulang. Ekspor bila perlu"
    " disimpan, lalu buang dengan alasannya."
)


def cure(kode: str, asal: str) -> str:
    if not asal:
        return FOREIGN
    return CURES.get(kode, REFUSED)
