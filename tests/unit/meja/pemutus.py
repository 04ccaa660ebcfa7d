"""An officer in front of the page of a case, and a worker that answers by the pure flow."""

import re
from datetime import timedelta
from typing import Any

import httpx

from services.meja.situs import Situs
from shared.akun.model import Akun
from shared.alur import Keadaan, perkara_terbuka, putuskan
from shared.alur.surat import bayangan, dengan_surat, fakta_jadi, surat_dibuat
from shared.contracts import Jawaban, Putusan
from shared.errors import PutusanDitolak, SudahDiterapkan
from shared.rabbit.errors import AnswerTimeout
from tests.builders import BATAS_BYTES, Perjalanan, aturan, surat
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.situs import token


class Pekerja:
    """Answers as the worker of a case would, by the pure flow."""

    def __init__(self, kantor: KantorUji, perjalanan: Perjalanan) -> None:
        self.kantor, self.perjalanan = kantor, perjalanan
        self.terkirim: list[Putusan] = []
        self.diam = False

    def client(self, _: str) -> "Pekerja":
        return self

    async def decide(self, putusan: Putusan) -> Jawaban:
        self.terkirim.append(putusan)
        if self.diam:
            raise AnswerTimeout("putusan", 1)
        jalan = self.perjalanan
        try:
            perkara = perkara_terbuka(jalan.permohonan, putusan, jalan.sop, putusan.pelaksana)
            jadi = bayangan(surat_dibuat(perkara, putusan, surat()))
            fakta = {**jalan.lemari.fakta, **fakta_jadi(jadi)}
            keadaan = Keadaan(jalan.kini, BATAS_BYTES, jalan.daftar)
            lengkap = dengan_surat(putusan, jadi)
            jalan.permohonan = putuskan(perkara, lengkap, aturan(), fakta, keadaan)
        except SudahDiterapkan:
            return self._jawab(putusan, "sudah_diterapkan")
        except PutusanDitolak as error:
            return self._jawab(putusan, error.kode, error.alasan, error.rincian)
        await self.kantor.simpan(jalan.permohonan)
        return self._jawab(putusan, "diterapkan")

    def _jawab(
        self, putusan: Putusan, kode: str, alasan: str = "", rincian: tuple[str, ...] = ()
    ) -> Jawaban:
        return Jawaban(
            menjawab=putusan.putusan_id,
            diterapkan=kode in {"diterapkan", "sudah_diterapkan"},
            kode=kode,
            alasan=alasan,
            rincian=rincian,
        )


class Meja:
    """An officer who has taken a case, in front of its page."""

    def __init__(
        self, kantor: KantorUji, perjalanan: Perjalanan, akun: Akun, browser: httpx.AsyncClient
    ) -> None:
        self.kantor, self.perjalanan, self.akun, self.browser = kantor, perjalanan, akun, browser
        self.pekerja = Pekerja(kantor, perjalanan)
        _stand_in(kantor.situs, self.pekerja)

    @property
    def pangkal(self) -> str:
        permohonan = self.perjalanan.permohonan
        return f"/perkara/{self.akun.peran[0]}/{permohonan.nomor}"

    async def kirim(self, jalan: str, isi: Any = None, **lain: Any) -> httpx.Response:
        csrf = token((await self.browser.get("/akun")).text)
        return await self.browser.post(
            f"{self.pangkal}/{jalan}", data={"csrf": csrf, **(isi or {})}, **lain
        )

    async def rupa(self) -> str:
        """The key of the decision on the confirmation page."""
        page = await self.browser.get(f"{self.pangkal}/putuskan")
        found = re.search(r'name="rupa" value="([^"]+)"', page.text)
        assert found, page.text
        return found[1]


def _stand_in(situs: Situs, pekerja: Pekerja) -> None:
    object.__setattr__(situs, "wires", pekerja)


async def di_meja(kantor: KantorUji, perjalanan: Perjalanan, akun: Akun | None = None) -> Meja:
    """Its task has come, and was taken."""
    langkah = perjalanan.permohonan.langkah
    assert langkah is not None
    kantor.kini = langkah.dibuka_pada + timedelta(minutes=1)
    nomor = await kantor.masukkan(perjalanan)
    akun = akun or await kantor.petugas("budi.santoso", langkah.pelaksana)
    meja = Meja(kantor, perjalanan, akun, await kantor.peramban(akun))
    csrf = token((await meja.browser.get("/akun")).text)
    taken = await meja.browser.post(
        f"/kotak/{langkah.pelaksana}/{nomor}/ambil", data={"csrf": csrf}
    )
    assert taken.status_code == 303
    return meja


def semua_terima(perjalanan: Perjalanan, **lain: str) -> dict[str, str]:
    verdik = {f"verdik.{d.kode}": "terima" for d in perjalanan.permohonan.dokumen}
    return {**verdik, "putusan": "terima", **lain}
