"""A desk's inbox: what waits there, taken and put back with a name on it, kept true to the store.

Tasks come by the queue. What is no longer open goes when a fact tells of it, and what neither a
message nor a fact told of is found by comparing with the applications themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from shared.alur import berkas_terkini
from shared.contracts import Tugas
from shared.errors import AlurIzinError
from shared.kantor.errors import TidakBerlaku, TidakDitemukan
from shared.kantor.kantor import Kantor
from shared.kantor.orang import Orang
from shared.kantor.tugas import meja
from shared.kotak.hitung import Jumlah, Saring, jumlah
from shared.kotak.model import Baris, Batas, Pegangan, TugasMasuk, masukan
from shared.permohonan import Permohonan
from shared.store.kotak_port import KotakStore
from shared.store.watch_port import Terbuka

WAIT_FOR_QUEUE = timedelta(minutes=2)
"""A task comes by its queue; one that has not come for so long is taken from the store."""


class TugasTidakAda(TidakDitemukan):
    """The same for one that is not there and one that is not theirs."""

    def __init__(self, nomor: str) -> None:
        super().__init__(f"Tidak ada tugas {nomor} di meja ini")


class SudahDipegang(TidakBerlaku):
    def __init__(self, baris: Baris) -> None:
        self.baris = baris
        oleh = baris.pegangan.petugas.nama if baris.pegangan else "orang lain"
        super().__init__(f"{baris.nomor} sudah diambil {oleh}")


class PermohonanBelumAda(AlurIzinError):
    """A task of an application that the store does not have: broker and store are not a pair."""


@dataclass
class Kotak:
    """`kenal` remembers each desk's lines by the number of its inbox."""

    store: KotakStore
    kantor: Kantor
    meja: Sequence[str]
    kenal: dict[str, tuple[int, Sequence[Baris]]] = field(default_factory=dict)

    # What a person sees and does.
    def terlihat(self, orang: Orang) -> tuple[str, ...]:
        """The desks whose inbox this person may look into: their own, and for who leads others
        each of them."""
        return tuple(nama for nama in self.meja if nama in orang.peran or orang.penyelia)

    async def numbers(self, orang: Orang) -> Mapping[str, int]:
        """Of the inboxes that they see: asked once for a page, and handed to what it reads."""
        return await self.store.numbers(self.terlihat(orang))

    async def lines(
        self,
        orang: Orang,
        pelaksana: str,
        saring: Saring,
        urut: Mapping[str, int] | None = None,
    ) -> Sequence[Baris]:
        """By what falls due first; `urut` as `numbers` has just told. Raises `TugasTidakAda` for a
        desk that is not theirs."""
        self._sees(orang, pelaksana)
        kini, akun = self.kantor.clock(), orang.akun.nama
        semua = [b for b in await self._lines(pelaksana, urut) if saring.cocok(b, akun, kini)]
        return sorted(semua, key=Baris.urutan)

    async def counts(
        self, orang: Orang, urut: Mapping[str, int] | None = None
    ) -> Mapping[str, Jumlah]:
        """`urut` as `numbers` has just told."""
        kini, meja = self.kantor.clock(), self.terlihat(orang)
        urut = await self.store.numbers(meja) if urut is None else urut
        return {nama: jumlah(await self._lines(nama, urut), kini) for nama in meja}

    async def task(self, orang: Orang, pelaksana: str, nomor: str) -> TugasMasuk:
        """Raises `TugasTidakAda`."""
        self._sees(orang, pelaksana, nomor)
        masuk = await self.store.task(pelaksana, nomor)
        if masuk is None:
            raise TugasTidakAda(nomor)
        return masuk

    async def take(self, orang: Orang, pelaksana: str, nomor: str) -> None:
        """With their name on it; taking one's own again changes nothing. Raises `TugasTidakAda`,
        also for who only looks, and `SudahDipegang`."""
        baris = (await self.task(orang, pelaksana, nomor)).baris
        if pelaksana not in orang.peran:
            raise TugasTidakAda(nomor)
        pegangan = Pegangan(akun=orang.akun.nama, petugas=orang.petugas, sejak=self.kantor.clock())
        if not await self.store.hold(baris, pegangan):
            kini = (await self.task(orang, pelaksana, nomor)).baris
            if kini.pegangan is None or kini.pegangan.akun != orang.akun.nama:
                raise SudahDipegang(kini)

    async def put_back(self, orang: Orang, pelaksana: str, nomor: str) -> None:
        """One's own; who leads others frees anybody's. Raises `TugasTidakAda`, `SudahDipegang`."""
        baris = (await self.task(orang, pelaksana, nomor)).baris
        if baris.pegangan is None:
            return
        if baris.pegangan.akun != orang.akun.nama and not orang.penyelia:
            raise SudahDipegang(baris)
        await self.store.release(baris)

    def _sees(self, orang: Orang, pelaksana: str, nomor: str = "") -> None:
        if pelaksana not in self.terlihat(orang):
            raise TugasTidakAda(nomor)

    async def _lines(
        self, pelaksana: str, urut: Mapping[str, int] | None = None
    ) -> Sequence[Baris]:
        """Read anew only when something has changed. The number is read first: what changes
        meanwhile is read once more."""
        if urut is None:
            urut = await self.store.numbers([pelaksana])
        nomor = urut.get(pelaksana, 0)
        dikenal = self.kenal.get(pelaksana)
        if dikenal is None or dikenal[0] != nomor:
            dikenal = self.kenal[pelaksana] = (nomor, await self.store.lines(pelaksana))
        return dikenal[1]

    # What keeps it true.
    async def receive(self, tugas: Tugas) -> bool:
        """A task of the queue; True when it is new here, False for one that was known or is
        settled. Raises `PermohonanBelumAda`."""
        permohonan = await self.kantor.permohonan.find(tugas.permohonan_id)
        if permohonan is None:
            raise PermohonanBelumAda(str(tugas.permohonan_id))
        if not berkas_terkini(tugas, permohonan):
            return False
        return await self.store.put(masukan(tugas, _batas(permohonan), self.kantor.clock()))

    async def settle(self, pelaksana: str, permohonan_id: UUID, nomor: str) -> bool:
        """Something became of this application at this desk; True when its task is gone."""
        masuk = await self.store.task(pelaksana, nomor)
        if masuk is None:
            return False
        permohonan = await self.kantor.permohonan.find(permohonan_id)
        if permohonan is not None and berkas_terkini(masuk.tugas, permohonan):
            return False
        return await self.store.remove(masuk.baris)

    async def compare(self) -> int:
        """With the applications themselves; how many tasks came, went or were moved."""
        terbuka = {
            (satu.pelaksana, satu.permohonan_id): satu
            async for satu in self.kantor.ops.open_steps()
            if satu.pelaksana in self.meja
        }
        kali = 0
        for pelaksana in self.meja:
            for baris in await self.store.lines(pelaksana):
                satu = terbuka.pop((pelaksana, baris.permohonan_id), None)
                kali += await self._compared(baris, satu)
        lama = self.kantor.clock() - WAIT_FOR_QUEUE
        for satu in terbuka.values():
            if satu.dibuka_pada <= lama:
                kali += await self._fetched(satu)
        return kali

    async def _compared(self, baris: Baris, terbuka: Terbuka | None) -> bool:
        if terbuka is None or terbuka.dibuka_pada != baris.dibuka_pada:
            # It may have been opened again since: the application itself says.
            return await self.settle(baris.pelaksana, baris.permohonan_id, baris.nomor)
        batas = Batas(mendekati=terbuka.mendekati, jatuh_tempo=terbuka.jatuh_tempo)
        if batas == baris.batas:
            return False
        await self.store.move(baris, batas)
        return True

    async def _fetched(self, satu: Terbuka) -> bool:
        permohonan = await self.kantor.permohonan.find(satu.permohonan_id)
        if permohonan is None or permohonan.langkah is None:
            return False
        if permohonan.langkah.pelaksana != satu.pelaksana:
            return False
        tugas = await meja(self.kantor, satu.pelaksana).task(permohonan)
        return tugas is not None and await self.receive(tugas)


def _batas(permohonan: Permohonan) -> Batas:
    jaga = permohonan.jaga
    if jaga is None:
        return Batas()
    return Batas(mendekati=jaga.mendekati, jatuh_tempo=jaga.jatuh_tempo)
