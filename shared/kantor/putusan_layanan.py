"""Deciding at a screen what the national service signs: the text shown first, then signed with the
NIK and the passphrase of the moment, and decided with.

What was read is what is signed: a text that is another by then (another day's date) is shown anew.
A text that was signed and not answered is kept, so that it is sent again without a passphrase.
"""

from dataclasses import dataclass, replace

from shared.contracts import Dokumen, DokumenBerkode, Jawaban
from shared.kantor.orang import Orang
from shared.kantor.putusan import Pemutus, Timbangan
from shared.kantor.tanda_tangan import Kredensial, TeksSk, Wire, ask_text, sign, with_signed
from shared.kantor.tugas import Decision, Meja, meja
from shared.kotak.konsep import NaskahSk
from shared.kotak.model import TugasMasuk


@dataclass(frozen=True)
class LewatLayanan:
    """One decision of one person. Methods raise `TidakTerlaksana` and the errors of `Wire`."""

    pemutus: Pemutus
    client: Wire
    orang: Orang
    masuk: TugasMasuk
    timbangan: Timbangan

    async def ambil_naskah(self) -> NaskahSk | Jawaban:
        """Draws the number, once a case, and keeps the text with the draft of the decision. A
        `Jawaban` says why there is none."""
        teks = await self._teks()
        return teks if isinstance(teks, Jawaban) else await self._ingat(_dari(teks))

    async def tandatangani(self, dibaca: str, kredensial: Kredensial) -> Jawaban | NaskahSk:
        """Signed once, and decided. A `NaskahSk` is another text than the one that was read
        (`dibaca`: its SHA-256): nothing was signed. Raises `BelumDitandatangani`."""
        teks = await self._teks()
        if isinstance(teks, Jawaban):
            return teks
        naskah = _dari(teks)
        if naskah.berkas.sha256 != dibaca:
            return await self._ingat(naskah)
        signed = await sign(self._meja, teks, self.orang.petugas, kredensial)
        whole = await with_signed(self._meja, teks, self._decision, signed)
        berkas = whole.signed[-1].berkas
        await self._ingat(naskah.model_copy(update={"bertanda": berkas}))
        return await self._kirim(naskah, berkas)

    async def kirim_bertanda(self) -> Jawaban | None:
        """What was signed before and not answered; None where there is nothing."""
        konsep = await self.pemutus.konsep(self.orang, self.masuk.baris)
        naskah = konsep.naskah if konsep else None
        if naskah is None or naskah.bertanda is None:
            return None
        return await self._kirim(naskah, naskah.bertanda)

    async def _kirim(self, naskah: NaskahSk, berkas: Dokumen) -> Jawaban:
        """A file that the worker refuses is not offered again."""
        signed = (DokumenBerkode(kode=naskah.kode, berkas=berkas),)
        whole = replace(self.timbangan, keputusan=replace(self._decision, signed=signed))
        jawaban = await self.pemutus.kirim(self.client, self.orang, self.masuk, whole)
        if not jawaban.diterapkan:
            await self._ingat(naskah.model_copy(update={"bertanda": None}))
        return jawaban

    async def _teks(self) -> TeksSk | Jawaban:
        return await ask_text(self._meja, self.client, self.masuk.tugas, self._decision)

    async def _ingat(self, naskah: NaskahSk) -> NaskahSk:
        await self.pemutus.simpan_naskah(self.orang, self.masuk.baris, naskah)
        return naskah

    @property
    def _meja(self) -> Meja:
        return meja(self.pemutus.kotak.kantor, self.masuk.baris.pelaksana)

    @property
    def _decision(self) -> Decision:
        assert self.timbangan.keputusan is not None  # noqa: S101 - only a sound one is signed
        return self.timbangan.keputusan


def _dari(teks: TeksSk) -> NaskahSk:
    return NaskahSk(nomor=teks.nomor, kode=teks.naskah.kode, berkas=teks.naskah.berkas)
