"""What a rehearsal makes of each single application, told as it goes."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from izin.cli.gladi.words import level, step
from izin.cli.output import plain
from izin.cli.times import precise
from shared.contracts import teks_saat
from shared.gladi.gladi import Geser, Gladi
from shared.mutu_baku.kejadian import Kejadian


def print_application(console: Console, one: Gladi, zone: ZoneInfo) -> None:
    before, after = len(one.semula.kejadian), len(one.menjadi.kejadian)
    console.print(plain(f"{one.nomor}  {before} menjadi {after}", style="bold"))
    for line in _lines(one, zone):
        console.print(plain(f"  {line}"))


def _lines(one: Gladi, zone: ZoneInfo) -> Iterator[str]:
    for satu in one.bertambah:
        yield f"+ {_name(satu)}, {precise(satu.terjadi, zone)}"
    for satu in one.berkurang:
        yield f"- {_name(satu)}, semula {precise(satu.terjadi, zone)}"
    for geser in one.bergeser:
        before, after = (precise(k.terjadi, zone) for k in geser)
        yield f"~ {_name(geser.semula)}, {before} menjadi {after}"


def _name(satu: Kejadian) -> str:
    return f"{step(satu)} {level(satu.tingkat)}"


def application_facts(one: Gladi) -> dict[str, Any]:
    return {
        "nomor": one.nomor,
        "sop": one.sop,
        "semula": len(one.semula.kejadian),
        "menjadi": len(one.menjadi.kejadian),
        "bertambah": [_facts(satu) for satu in one.bertambah],
        "berkurang": [_facts(satu) for satu in one.berkurang],
        "bergeser": [_moved(satu) for satu in one.bergeser],
    }


def _facts(satu: Kejadian) -> dict[str, Any]:
    return {
        "langkah": satu.langkah,
        "putaran": satu.putaran,
        "tingkat": satu.tingkat,
        "batas": satu.batas,
        "jatuh_tempo": teks_saat(satu.jatuh_tempo),
        "terjadi": teks_saat(satu.terjadi),
    }


def _moved(satu: Geser) -> dict[str, Any]:
    return {"semula": _facts(satu.semula), "menjadi": _facts(satu.menjadi)}
