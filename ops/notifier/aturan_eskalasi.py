"""What is escalated, and when: a pure function of alerts, of who has seen them, and now."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts import Pelanggaran
from shared.contracts.pelanggaran import Tingkat
from shared.kalender.hitung import menit_kerja
from shared.kalender.model import Kalender
from shared.store.watch_port import Klaim

Sebab = Literal["belum_dilihat", "masih_terbuka"]

_Menit = Annotated[int, Field(strict=True, ge=0, le=10_000)]


class AturanEskalasi(BaseModel):
    """The table `[eskalasi]` of the file of channels. Minutes of office time; 0 is never."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    belum_dilihat_menit: _Menit = 60
    """After so long without anybody having seen it an alert goes to the superior: an hour is
    longer than a meeting, and shorter than half a day."""

    masih_terbuka_menit: _Menit = 120
    """And so long after its limit a step that is not done, whoever has seen the alert."""

    tingkat: tuple[Tingkat, ...] = ("terlampaui", "selesai_terlambat")


class Eskalasi(NamedTuple):
    """`kunci` is the same for the same cause of the same alert, whoever asks and however often."""

    kunci: str
    pelanggaran: Pelanggaran
    sebab: Sebab
    menit: int


def eskalasi(
    klaim: Sequence[Klaim],
    dilihat: Collection[str],
    aturan: AturanEskalasi,
    kalender: Kalender,
    kini: datetime,
) -> Iterator[Eskalasi]:
    """All that are due, the oldest first. `dilihat`: the alerts that somebody has seen."""
    selesai = {_langkah(k): k.pelanggaran.putaran for k in klaim if _tingkat(k) == SELESAI}
    for satu in sorted(klaim, key=lambda k: (k.pelanggaran.terdeteksi_pada, k.kunci)):
        isi = satu.pelanggaran
        if isi.tingkat in aturan.tingkat and satu.kunci not in dilihat:
            lama = (isi.terdeteksi_pada, aturan.belum_dilihat_menit)
            yield from _lewat(satu, "belum_dilihat", lama, kalender, kini)
        terbuka = selesai.get(_langkah(satu), 0) < isi.putaran
        if isi.tingkat == "terlampaui" and isi.langkah is not None and terbuka:
            lama = (isi.jatuh_tempo, aturan.masih_terbuka_menit)
            yield from _lewat(satu, "masih_terbuka", lama, kalender, kini)


SELESAI: Tingkat = "selesai_terlambat"
"""A step over its limit has been done when this was announced of it."""


def _tingkat(klaim: Klaim) -> Tingkat:
    return klaim.pelanggaran.tingkat


def _langkah(klaim: Klaim) -> tuple[object, int | None]:
    return klaim.pelanggaran.permohonan_id, klaim.pelanggaran.langkah


def _lewat(
    klaim: Klaim,
    sebab: Sebab,
    sejak: tuple[datetime, int],
    kalender: Kalender,
    kini: datetime,
) -> Iterator[Eskalasi]:
    mulai, menit = sejak
    if menit and menit_kerja(kalender, mulai, max(mulai, kini)) >= timedelta(minutes=menit):
        yield Eskalasi(f"{klaim.kunci}/{sebab}", klaim.pelanggaran, sebab, menit)
