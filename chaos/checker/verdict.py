"""The whole look after a campaign, and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pymongo

from chaos.checker.chain import check_chain
from chaos.checker.history import check_history, decrees
from chaos.checker.notes import Notes, Violation
from chaos.checker.numbers import check_numbers
from chaos.checker.promises import check_promises
from chaos.checker.queues import check_queues, read_queues
from chaos.checker.route import Route, read_routes
from chaos.checker.times import check_times
from chaos.checker.told import Told, check_facts, check_notices

UNKNOWN = "setiap permohonan menurut SOP yang dikenal"


@dataclass(frozen=True)
class Where:
    """`quarantine` is one of `queues`; all others must be empty."""

    mongodb_url: str
    database: str
    rabbitmq_url: str
    queues: Sequence[str]
    quarantine: str
    sop_folder: Path


@dataclass
class Verdict:
    violations: list[Violation] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    explained: dict[str, int] = field(default_factory=dict)


class Stored(NamedTuple):
    """`numbers`: what is wrong in the register; `counted`: its entries by what became of them."""

    documents: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    numbers: list[Violation]
    counted: dict[str, int]


def _read(where: Where) -> Stored:
    with pymongo.MongoClient[dict[str, Any]](where.mongodb_url, tz_aware=True) as client:
        database = client[where.database]
        documents = list(database["permohonan"].find({}))
        claims = list(database["pelanggaran"].find({}))
        numbers = list(check_numbers(database, documents))
        states = ("berlaku", "batal", "terambil")
        counted = {one: database["sk"].count_documents({"status": one}) for one in states}
        return Stored(documents, claims, numbers, counted)


def examine(where: Where, notes: Notes) -> Verdict:
    documents, claims, numbers, counted = _read(where)
    left = read_queues(where.rabbitmq_url, where.queues)
    routes, told, verdict = read_routes(where.sop_folder), Told(claims, notes), Verdict()
    found = verdict.violations
    for document in documents:
        found += _application(document, routes)
    known = [d for d in documents if d["sop_versi"] in routes]
    found += numbers
    found += check_promises(documents, notes)
    found += check_notices(known, routes, notes)
    found += check_facts(documents, notes)
    found += told.check()
    found += check_times(documents, claims)
    found += check_queues(left, where.quarantine, notes.bad)
    verdict.explained = dict(told.explained)
    verdict.figures = {
        "permohonan": len(documents),
        "selesai": sum(d["status"] == "selesai" for d in documents),
        "ditolak": sum(d["status"] == "ditolak" for d in documents),
        "ditarik": sum(d["status"] == "ditarik" for d in documents),
        "langkah diputus": sum(len(d["riwayat"]) for d in documents),
        "pengembalian": sum(d["putaran"] - 1 for d in documents),
        "SK terbit": sum(decrees(d) for d in documents),
        "SK bernomor": counted["berlaku"],
        "nomor batal": counted["batal"],
        "pelanggaran tercatat": len(claims),
        "pelanggaran diumumkan": len(notes.announcements),
        "di karantina (sengaja)": len(left[where.quarantine]),
    }
    return verdict


def _application(document: dict[str, Any], routes: dict[str, Route]) -> list[Violation]:
    route = routes.get(document["sop_versi"])
    if route is None:
        return [Violation(UNKNOWN, document["nomor"], f"versi {document['sop_versi'][:12]}")]
    return [*check_chain(document), *check_history(document, route)]
