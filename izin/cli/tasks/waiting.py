"""`izin tugas PELAKSANA --daftar`: what waits for a role, by the store and not by
its queue; what falls due first comes first."""

from typing import Any

from rich.text import Text

from izin.cli.output import print_json, stderr, stdout, working
from izin.cli.tables import one_line_table
from izin.cli.tasks.due import remaining
from izin.cli.times import short
from shared.contracts import teks_saat
from shared.kantor.lihat import Chosen, Filter, choose, since
from shared.kantor.tugas import Limit, Meja, Moment, limit_of
from shared.permohonan import Permohonan


async def show(desk: Meja, limit: int, *, as_json: bool) -> None:
    wanted = Filter("berjalan", desk.pelaksana, limit)
    with working("Membaca daftar tugas"):
        moment = await desk.moment()
        chosen = await choose(desk.kantor.permohonan, wanted, _urgency)
        rows = [await _facts(desk, one, moment) for one in chosen.applications]
    if as_json:
        print_json(rows)
    else:
        _print(desk, chosen, rows, moment)


def _urgency(permohonan: Permohonan) -> float:
    """By due instant; what has none comes as if it were due since it was opened."""
    return (limit_of(permohonan).due or since(permohonan)).timestamp()


async def _facts(desk: Meja, permohonan: Permohonan, moment: Moment) -> dict[str, Any]:
    case = await desk.case(permohonan)
    assert case is not None  # noqa: S101 - chosen for being open
    limit = limit_of(permohonan)
    return {
        "nomor": permohonan.nomor,
        "sop": permohonan.sop,
        "langkah": case.langkah.no,
        "putaran": permohonan.putaran,
        "tindakan": case.langkah.tindakan,
        "kegiatan": case.langkah.kegiatan,
        "waktu": case.langkah.waktu.teks,
        "sejak": teks_saat(since(permohonan)),
        "mendekati": teks_saat(limit.near) if limit.near else None,
        "jatuh_tempo": teks_saat(limit.due) if limit.due else None,
        "keadaan": limit.state(moment.now),
        "lembaga": permohonan.lembaga.nama,
        "permohonan_id": str(permohonan.id),
    }


def _print(desk: Meja, chosen: Chosen, rows: list[dict[str, Any]], moment: Moment) -> None:
    if not rows:
        stdout().print(f"Tidak ada tugas yang menunggu {desk.nama}.")
        return
    shown = [
        _row(facts, limit_of(one), moment)
        for one, facts in zip(chosen.applications, rows, strict=True)
    ]
    headings = ("Nomor", "Lgkh", "Tindakan", "Jatuh tempo", "Waktu kantor", "Lembaga")
    stdout().print(one_line_table(headings, shown))
    if (rest := chosen.total - len(rows)) > 0:
        stderr().print(f"… dan {rest} lagi; tambah --batas untuk melihatnya.", style="dim")


def _row(facts: dict[str, Any], limit: Limit, moment: Moment) -> list[str | Text]:
    return [
        facts["nomor"],
        f"{facts['langkah']}.{facts['putaran']}",
        facts["tindakan"],
        short(limit.due, moment.kalender.zona) if limit.due else "",
        remaining(limit, moment),
        facts["lembaga"],
    ]
