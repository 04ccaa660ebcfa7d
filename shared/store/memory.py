"""The in-memory doubles of applications, files, calendars and the audit's store, for unit tests
only."""

from collections import Counter
from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from shared.alur.files import FaktaBerkas
from shared.contracts import Dokumen
from shared.permohonan import SKEMA_DOKUMEN, Jaga, Permohonan, Status
from shared.store.indeks import SEMUA_INDEKS, Indeks
from shared.store.made_files import made_document
from shared.store.meter import Meter
from shared.store.port import BerkasTerlaluBesar, KunciGanda, SopTersimpan
from shared.store.watch_port import CatatanMasa


def _dibaca(permohonan: Permohonan) -> tuple[int, int, datetime | None, str | None]:
    jaga = permohonan.jaga
    sampai, kalender = (jaga.sampai, jaga.kalender) if jaga else (None, None)
    return permohonan.skema, permohonan.urutan, sampai, kalender


def _tertulis(permohonan: Permohonan, **ubah: object) -> Permohonan:
    return permohonan.model_copy(update={**ubah, "skema": SKEMA_DOKUMEN})


class MemoryPermohonanStore:
    """Keeps models, not documents: what BSON does to them only the real store shows."""

    def __init__(self) -> None:
        self._isi: dict[UUID, Permohonan] = {}
        self._pencacah: Counter[str] = Counter()
        self._sop: dict[str, tuple[str, str]] = {}

    async def prepare(self) -> None: ...

    async def ping(self) -> None: ...

    async def close(self) -> None: ...

    async def find(self, permohonan_id: UUID) -> Permohonan | None:
        return self._isi.get(permohonan_id)

    async def find_by_nomor(self, nomor: str) -> Permohonan | None:
        return next((p for p in self._isi.values() if p.nomor == nomor), None)

    def _pastikan_unik(self, baru: Permohonan) -> None:
        for lain in self._isi.values():
            if lain.id != baru.id and (
                lain.nomor == baru.nomor or set(lain.pengajuan_id) & set(baru.pengajuan_id)
            ):
                raise KunciGanda(baru.nomor)

    async def insert(self, permohonan: Permohonan) -> None:
        if permohonan.id in self._isi:
            raise KunciGanda(permohonan.nomor)
        self._pastikan_unik(permohonan)
        self._isi[permohonan.id] = _tertulis(permohonan)

    async def advance(self, baru: Permohonan, lama: Permohonan) -> bool:
        if self.as_read(lama) is None:
            return False
        self._pastikan_unik(baru)
        self._isi[baru.id] = _tertulis(baru)
        return True

    def as_read(self, lama: Permohonan) -> Permohonan | None:
        """What is stored, while nobody has written it since `lama` was read."""
        ada = self._isi.get(lama.id)
        return ada if ada is not None and _dibaca(ada) == _dibaca(lama) else None

    def everything(self) -> tuple[Permohonan, ...]:
        return tuple(self._isi.values())

    def kept_sops(self) -> Mapping[str, tuple[str, str]]:
        return dict(self._sop)

    def counters(self) -> Mapping[str, int]:
        return dict(self._pencacah)

    def set_watch(self, permohonan_id: UUID, jaga: Jaga | None) -> None:
        ada = self._isi[permohonan_id]
        self._isi[permohonan_id] = _tertulis(ada, jaga=jaga)

    async def next_number(self, pencacah: str) -> int:
        self._pencacah[pencacah] += 1
        return self._pencacah[pencacah]

    async def save_sop(self, versi: str, berkas: str, sumber: str) -> None:
        self._sop.setdefault(versi, (berkas, sumber))

    async def load_sop(self, versi: str) -> tuple[str, str] | None:
        return self._sop.get(versi)

    async def scan(
        self, status: Status | None = None, pelaksana: str | None = None
    ) -> AsyncIterator[Permohonan]:
        for permohonan in list(self._isi.values()):
            di_meja = permohonan.langkah.pelaksana if permohonan.langkah else None
            if status in (None, permohonan.status) and pelaksana in (None, di_meja):
                yield permohonan

    async def open_at(
        self, pelaksana: str, setelah: UUID | None, paling_banyak: int
    ) -> Sequence[Permohonan]:
        semua = [p async for p in self.scan(pelaksana=pelaksana)]
        sesudah = str(setelah) if setelah else ""
        urut = sorted((str(p.id), p) for p in semua if str(p.id) > sesudah)
        return [p for _, p in urut[:paling_banyak]]


class MemoryDokumenStore:
    """Files as bytes under made-up ObjectIds."""

    def __init__(self) -> None:
        self._isi: dict[str, bytes] = {}

    async def put(self, nama_berkas: str, isi: AsyncIterable[bytes], batas_bytes: int) -> Dokumen:
        meter, data = Meter(), b""
        async for potongan in isi:
            meter.feed(potongan)
            data += potongan
            if meter.ukuran_bytes > batas_bytes:
                raise BerkasTerlaluBesar(nama_berkas, batas_bytes)
        fakta, berkas_id = meter.facts(), f"{len(self._isi) + 1:024x}"
        self._isi[berkas_id] = data
        return Dokumen(
            berkas_id=berkas_id,
            nama_berkas=nama_berkas,
            media_type=fakta.media_type,
            ukuran_bytes=fakta.ukuran_bytes,
            sha256=fakta.sha256,
        )

    async def put_made(self, berkas_id: str, nama_berkas: str, isi: bytes) -> Dokumen:
        self._isi.setdefault(berkas_id, isi)
        return made_document(berkas_id, nama_berkas, isi)

    async def facts(self, berkas_id: str, batas_bytes: int) -> FaktaBerkas | None:
        if berkas_id not in self._isi:
            return None
        data = self._isi[berkas_id]
        if len(data) > batas_bytes:
            return FaktaBerkas(len(data), "", "")
        meter = Meter()
        meter.feed(data)
        return meter.facts()

    async def read(self, berkas_id: str) -> AsyncIterator[bytes]:
        yield self._isi[berkas_id]


class MemoryKalenderStore:
    """An office that has no calendar yet."""

    def __init__(self) -> None:
        self._salinan: dict[str, str] = {}
        self._masa: dict[int, CatatanMasa] = {}

    async def save_kalender(self, versi: str, salinan: str) -> None:
        self._salinan.setdefault(versi, salinan)

    async def load_kalender(self, versi: str) -> str | None:
        return self._salinan.get(versi)

    async def masa(self) -> tuple[CatatanMasa, ...]:
        return tuple(self._masa[urutan] for urutan in sorted(self._masa))

    async def adopt(self, catatan: CatatanMasa) -> bool:
        return self._masa.setdefault(catatan.urutan, catatan) is catatan

    async def count_moved(self, urutan: int, tambah: int) -> None:
        lama = self._masa[urutan]
        self._masa[urutan] = lama._replace(tergeser=lama.tergeser + tambah)


class MemoryAuditStore:
    """Beside another double; its indexes are all there unless a test takes one away."""

    def __init__(self, permohonan: MemoryPermohonanStore) -> None:
        self._permohonan = permohonan
        self.indeks: tuple[Indeks, ...] = SEMUA_INDEKS

    async def indexes(self) -> Mapping[str, tuple[Indeks, ...]]:
        koleksi = dict.fromkeys(satu.koleksi for satu in SEMUA_INDEKS)
        return {nama: tuple(i for i in self.indeks if i.koleksi == nama) for nama in koleksi}

    async def sops(self) -> AsyncIterator[SopTersimpan]:
        for versi, (berkas, sumber) in self._permohonan.kept_sops().items():
            yield SopTersimpan(versi, berkas, sumber)

    async def counters(self) -> Mapping[str, int]:
        return self._permohonan.counters()
