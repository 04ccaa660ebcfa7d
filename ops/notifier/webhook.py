"""Alerts to programs: one signed POST for each; docs/operations/every-morning.md verifies one."""

import asyncio
import json
import uuid
from collections.abc import Sequence

from ops.notifier.aturan_eskalasi import Eskalasi
from ops.notifier.errors import GagalSementara, GagalTetap
from ops.notifier.quarantine import PeringatanKarantina
from ops.notifier.tanda_tangan import kepala_tanda_tangan
from shared.clock import Clock
from shared.contracts import Pelanggaran
from shared.contracts.base import teks_saat
from shared.http_library import httpx, known_authorities
from shared.mutu_baku.kejadian import kunci_pelanggaran

BATAS_DETIK = 20.0
"""From the first byte out to the status line in; a receiver should answer first and work later."""

TUNGGU_MAKS_DETIK = 240.0
UJI = "KabarUji"
KARANTINA = "KabarKarantina"
ESKALASI = "KabarEskalasi"
SEMENTARA = {httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS}


class WebhookSender:
    """`kunci` are the secrets to sign with. Redirects are not followed: a signature must go only to
    the configured address. Only the status of an answer is read."""

    def __init__(self, nama: str, url: str, kunci: Sequence[bytes], clock: Clock) -> None:
        self._nama = nama
        self._url = url
        self._kunci = kunci
        self._clock = clock
        self._client = httpx.AsyncClient(
            timeout=BATAS_DETIK,
            follow_redirects=False,
            verify=known_authorities(),
            headers={"content-type": "application/json", "user-agent": "AlurIzin"},
        )

    async def send(self, kabar: Sequence[Pelanggaran]) -> None:
        for satu in kabar:
            await self._kirim(kunci_pelanggaran(satu), satu.ke_json())

    async def send_test(self) -> None:
        isi = {
            "versi": 1,
            "tipe": UJI,
            "saluran": self._nama,
            "pada": teks_saat(self._clock()),
            "pesan": "Uji coba; tidak ada pelanggaran.",
        }
        await self._kirim(f"uji/{uuid.uuid4()}", json.dumps(isi).encode())

    async def send_karantina(self, peringatan: PeringatanKarantina) -> None:
        isi = {
            "versi": 1,
            "tipe": KARANTINA,
            "saluran": self._nama,
            "pada": teks_saat(self._clock()),
            "jumlah": peringatan.pesan,
            "sejak": teks_saat(peringatan.sejak),
            "pesan": f"{peringatan.pesan} pesan menunggu di karantina.",
        }
        await self._kirim(peringatan.kunci, json.dumps(isi).encode())

    async def send_eskalasi(self, semua: Sequence[Eskalasi]) -> None:
        for satu in semua:
            isi = {
                "versi": 1,
                "tipe": ESKALASI,
                "saluran": self._nama,
                "pada": teks_saat(self._clock()),
                "sebab": satu.sebab,
                "menit_kantor": satu.menit,
                "pelanggaran": json.loads(satu.pelanggaran.ke_json()),
            }
            await self._kirim(f"eskalasi/{satu.kunci}", json.dumps(isi).encode())

    async def close(self) -> None:
        await self._client.aclose()

    async def _kirim(self, message_id: str, isi: bytes) -> None:
        kini = self._clock()
        kepala = kepala_tanda_tangan(self._kunci, message_id, int(kini.timestamp()), isi)
        try:
            async with (
                asyncio.timeout(BATAS_DETIK),
                self._client.stream("POST", self._url, content=isi, headers=kepala) as jawaban,
            ):
                nilai(jawaban.status_code, jawaban.headers.get("retry-after", ""))
        except (httpx.HTTPError, TimeoutError) as galat:
            # Its text may repeat the URL.
            raise GagalSementara(f"tidak terkirim ({type(galat).__name__})") from None


def nilai(kode: int, retry_after: str = "") -> None:
    """Judges a status. Raises `GagalTetap` where trying again is of no use."""
    if httpx.codes.is_success(kode):
        return
    if httpx.codes.is_client_error(kode) and kode not in SEMENTARA:
        raise GagalTetap(f"penerima menolak dengan kode {kode}")
    if httpx.codes.is_redirect(kode):
        raise GagalSementara(f"penerima mengalihkan (kode {kode}); pengalihan tidak diikuti")
    detik = float(retry_after) if retry_after.isdecimal() else 0.0
    raise GagalSementara(
        f"penerima menjawab dengan kode {kode}", tunggu_detik=min(detik, TUNGGU_MAKS_DETIK)
    )
