"""The rules to rehearse: other SOPs, single limits, another calendar."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from shared.kalender.model import Kalender
from shared.kantor.errors import MasukanKeliru
from shared.mutu_baku.tempuh import waktu_seluruhnya
from shared.sop.loader import KatalogSop
from shared.sop.model import Langkah, Sop, SopTermuat
from shared.sop.waktu import TotalWaktu, Waktu

WHOLE = "keseluruhan"


class Limit(NamedTuple):
    """One limit to try; `langkah` is None for the whole of the SOP."""

    kode: str
    langkah: int | None
    waktu: Waktu


class ChangedSop(NamedTuple):
    """`origin` is where it comes from, `limits` what differs from the SOP that is loaded now."""

    sop: Sop
    origin: str
    limits: tuple[str, ...]


class Changes(NamedTuple):
    """By the code of the SOP; `kalender_origin` names the calendar's file."""

    sop: Mapping[str, ChangedSop]
    kalender: Kalender | None
    kalender_origin: str

    def __bool__(self) -> bool:
        return bool(self.sop) or self.kalender is not None

    def touch(self, kode: str) -> bool:
        """Whether anything is another rule for applications of this SOP."""
        return self.kalender is not None or kode in self.sop


def changes(
    files: Iterable[SopTermuat],
    limits: Iterable[Limit],
    loaded: KatalogSop,
    kalender: Kalender | None = None,
    kalender_origin: str = "",
) -> Changes:
    """Each limit is tried in the SOP among `files`, or else in the loaded one. Raises
    `MasukanKeliru` and `SopTidakDikenal`."""
    from_files, tried = _by_code(files), list(limits)
    _refuse_doubles(tried)
    sops = {kode: one.sop for kode, one in from_files.items()}
    for limit in tried:
        sops[limit.kode] = _with(sops.get(limit.kode) or loaded[limit.kode].sop, limit)
    return Changes(
        {kode: _changed(sop, from_files.get(kode), loaded) for kode, sop in sorted(sops.items())},
        kalender,
        kalender_origin,
    )


def _by_code(files: Iterable[SopTermuat]) -> dict[str, SopTermuat]:
    found: dict[str, SopTermuat] = {}
    for one in files:
        if (other := found.setdefault(one.sop.kode, one)) is not one:
            raise MasukanKeliru(f"{other.berkas} dan {one.berkas} keduanya SOP '{one.sop.kode}'")
    return found


def _refuse_doubles(limits: list[Limit]) -> None:
    seen: set[tuple[str, int | None]] = set()
    for limit in limits:
        if (place := (limit.kode, limit.langkah)) in seen:
            raise MasukanKeliru(f"batas {_place(*place)} disebut dua kali")
        seen.add(place)


def _with(sop: Sop, limit: Limit) -> Sop:
    if limit.langkah is None:
        stated = sop.total.teks.partition("(")[0].strip()
        total = TotalWaktu.model_validate(f"{stated} ({limit.waktu.jumlah} Hari)")
        return sop.model_copy(update={"total": total})
    if all(langkah.no != limit.langkah for langkah in sop.langkah):
        numbers = ", ".join(str(langkah.no) for langkah in sop.langkah)
        anjuran = f"Yang ada: {numbers}"
        pesan = f"SOP '{sop.kode}' tidak punya langkah {limit.langkah}"
        raise MasukanKeliru(pesan, anjuran=anjuran)
    langkah = tuple(
        one.model_copy(update={"waktu": limit.waktu}) if one.no == limit.langkah else one
        for one in sop.langkah
    )
    return sop.model_copy(update={"langkah": langkah})


def _changed(sop: Sop, file: SopTermuat | None, loaded: KatalogSop) -> ChangedSop:
    origin = f"{file.berkas}, versi {file.versi[:12]}" if file else "SOP yang dimuat"
    now = loaded[sop.kode].sop if sop.kode in loaded else None
    return ChangedSop(sop, origin, tuple(_differences(now, sop)) if now else ())


def _differences(now: Sop, then: Sop) -> Iterator[str]:
    before = {langkah.no: langkah for langkah in now.langkah}
    for langkah in then.langkah:
        yield from _difference(before.get(langkah.no), langkah)
    whole, other = waktu_seluruhnya(now), waktu_seluruhnya(then)
    if whole != other:
        yield f"{WHOLE}: {whole.teks} menjadi {other.teks}"


def _difference(before: Langkah | None, langkah: Langkah) -> Iterator[str]:
    if before is not None and before.waktu != langkah.waktu:
        yield f"langkah {langkah.no}: {before.waktu.teks} menjadi {langkah.waktu.teks}"


def _place(kode: str, langkah: int | None) -> str:
    return f"{kode}, {WHOLE if langkah is None else f'langkah {langkah}'}"
