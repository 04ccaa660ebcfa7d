"""One application at a time: a legal path, every step decided once, at most one decree."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from chaos.checker.notes import Violation
from chaos.checker.route import Route, Step

PATH = "riwayat menempuh jalan yang sah"
ONCE = "setiap langkah diputus satu kali"
DECREE = "setiap SK terbit satu kali"
ENDED = "setiap permohonan sampai ke akhir"
DECREE_ACT = "tanda_tangani"
WITHDRAWAL, WITHDRAWN = "tarik", "ditarik"

Document = Mapping[str, Any]


def check_history(document: Document, route: Route) -> Iterator[Violation]:
    yield from _path(document, route)
    yield from _once(document)
    yield from _decree(document)
    if document["status"] == "berjalan":
        step = document["langkah"] or {}
        where = f"langkah {step.get('no')} putaran {step.get('putaran')} ({step.get('pelaksana')})"
        yield Violation(ENDED, document["nomor"], f"masih di {where}")


def _path(document: Document, route: Route) -> Iterator[Violation]:
    nomor = document["nomor"]
    at: int | str = route.first
    putaran, opened = 1, None
    for entry in document["riwayat"]:
        where = f"entri {entry['urutan']} (langkah {entry['langkah']}.{entry['putaran']})"
        step = route.steps.get(at) if isinstance(at, int) else None
        if step is None:
            yield Violation(PATH, nomor, f"{where} sesudah permohonan berakhir")
            return
        if (entry["langkah"], entry["putaran"]) != (step.no, putaran):
            yield Violation(PATH, nomor, f"{where}, padahal yang terbuka {step.no}.{putaran}")
            return
        yield from (
            Violation(PATH, nomor, f"{where}: {what}") for what in _wrong(entry, step, route)
        )
        if opened is not None and entry["dibuka_pada"] != opened:
            yield Violation(PATH, nomor, f"{where} tidak dibuka ketika yang sebelumnya ditutup")
        if entry["ditutup_pada"] < entry["dibuka_pada"]:
            yield Violation(PATH, nomor, f"{where} ditutup sebelum dibuka")
        at, opened = entry["ke"], entry["ditutup_pada"]
        putaran += isinstance(at, int) and at <= step.no
    yield from _stands(document, route, at, putaran)


def _wrong(entry: Document, step: Step, route: Route) -> Iterator[str]:
    if (entry["pelaksana"], entry["tindakan"]) != (step.pelaksana, step.tindakan):
        yield f"oleh {entry['pelaksana']} ({entry['tindakan']})"
    ways = dict(step.ways)
    if step.no <= route.withdrawal:
        ways[WITHDRAWAL] = WITHDRAWN
    if ways.get(entry["putusan"]) != entry["ke"]:
        yield f"putusan '{entry['putusan']}' tidak menuju {entry['ke']}"
    made = {one["kode"] for one in entry["hasil"]}
    if made != step.owed.get(entry["putusan"], frozenset()):
        yield f"hasil {sorted(made)} bukan yang diminta"


def _stands(document: Document, route: Route, at: int | str, putaran: int) -> Iterator[Violation]:
    nomor, step = document["nomor"], document["langkah"]
    if isinstance(at, str):
        if step is not None or document["status"] != at:
            yield Violation(PATH, nomor, f"berakhir '{at}', tetapi status {document['status']}")
    elif step is None or (step["no"], step["putaran"]) != (at, putaran):
        yield Violation(PATH, nomor, f"yang terbuka bukan langkah {at} putaran {putaran}")
    elif step["pelaksana"] != route.steps[at].pelaksana:
        yield Violation(PATH, nomor, f"langkah {at} ada pada {step['pelaksana']}")


def _once(document: Document) -> Iterator[Violation]:
    openings = Counter((e["langkah"], e["putaran"]) for e in document["riwayat"])
    keys = Counter(e["kiriman_id"] for e in document["riwayat"])
    for (langkah, putaran), times in openings.items():
        if times > 1:
            what = f"langkah {langkah} putaran {putaran} diputus {times} kali"
            yield Violation(ONCE, document["nomor"], what)
    for key, times in keys.items():
        if times > 1:
            yield Violation(ONCE, document["nomor"], f"{key} diterapkan {times} kali")


def decrees(document: Document) -> int:
    return sum(
        e["tindakan"] == DECREE_ACT and e["putusan"] == "terima" for e in document["riwayat"]
    )


def _decree(document: Document) -> Iterator[Violation]:
    times, due = decrees(document), int(document["status"] == "selesai")
    if times > 1 or times < due:
        yield Violation(DECREE, document["nomor"], f"SK terbit {times} kali")
