"""What a demo is judged by, and what it left in the store and on the wire."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from izin.demo.checks.wire import Kabar, Karantina, kabar_seharusnya
from izin.demo.scenario import Skenario
from izin.demo.time_evidence import BuktiWaktu
from shared.alur import Fakta
from shared.audit.keluaran import berkas_disebut
from shared.permohonan import Permohonan
from shared.sop.model import SopTermuat
from shared.store.port import DokumenStore, PermohonanStore, facts_of


@dataclass(frozen=True, repr=False)
class Bukti:
    """What was found after everything had stopped. `karantina` without what lay there before;
    `penolakan`: the kode of decisions that were tried and refused.

    Without a repr: `asyncio.run` makes one of what its task returns, and this one took seconds.
    """

    semua: tuple[Permohonan, ...]
    fakta: Fakta
    kabar: frozenset[Kabar]
    karantina: tuple[Karantina, ...]
    antrean: Mapping[str, int]
    waktu: BuktiWaktu
    penolakan: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Harapan:
    """What was to come of it: `sop` by version, `karantina` the kode by message id. `berdaftar`:
    the office keeps a register of officers."""

    skenario: Mapping[str, Skenario]
    sop: Mapping[str, SopTermuat]
    karantina: Mapping[str, str]
    kabar_lain: Kabar
    penolakan: frozenset[str] = frozenset()
    berdaftar: bool = False


async def baca_semua(store: PermohonanStore) -> tuple[Permohonan, ...]:
    return tuple(sorted([satu async for satu in store.scan()], key=lambda satu: satu.nomor))


async def baca_fakta(dokumen: DokumenStore, semua: Iterable[Permohonan], batas_bytes: int) -> Fakta:
    """Every file of every riwayat is read and measured again."""
    berkas = (d.berkas_id for permohonan in semua for d in berkas_disebut(permohonan))
    return await facts_of(dokumen, berkas, batas_bytes)


def kabar_semestinya(semua: Iterable[Permohonan], harapan: Harapan) -> frozenset[Kabar]:
    """All that the applicants must have been told, as the store has it."""
    dari_riwayat = {
        kabar
        for satu in semua
        if (termuat := harapan.sop.get(satu.sop_versi))
        for kabar in kabar_seharusnya(satu, termuat.sop)
    }
    return frozenset({*dari_riwayat, harapan.kabar_lain})
