"""Stored applications as the checker reads them: made by the product, then spoiled."""

from copy import deepcopy
from typing import Any

from chaos.checker.chain import check_chain, digest_of
from chaos.checker.history import check_history
from chaos.checker.notes import Violation
from chaos.checker.route import read_routes
from shared.sop.loader import FOLDER_BAWAAN
from shared.store.codec import to_document
from tests.builders import PAUD, Perjalanan

ROUTES = read_routes(FOLDER_BAWAAN)


def ended() -> Perjalanan:
    """To the end, with a return by Front Office and a draft that was sent back."""
    perjalanan = Perjalanan(PAUD)
    perjalanan.putus("tolak", catatan="perbaiki")
    perjalanan.perbaiki([], pengajuan_id="perbaikan-kedua")
    perjalanan.sampai(6).putus("kembalikan", catatan="alamat keliru")
    while perjalanan.permohonan.langkah is not None:
        perjalanan.putus()
    return perjalanan


def document(perjalanan: Perjalanan) -> dict[str, Any]:
    """As BSON gives it back: lists, and no tuples."""
    plain: dict[str, Any] = _plain(to_document(perjalanan.permohonan))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return deepcopy(value)


def sealed(spoiled: dict[str, Any]) -> dict[str, Any]:
    """With digests that fit again: what is wrong with it is not the chain."""
    before = spoiled["riwayat"][0]["digest_sebelum"]
    for position, entry in enumerate(spoiled["riwayat"]):
        entry |= {"urutan": position, "digest_sebelum": before}
        before = entry["digest"] = digest_of(entry)
    return spoiled | {"urutan": len(spoiled["riwayat"])}


def found(spoiled: dict[str, Any]) -> list[Violation]:
    route = ROUTES[spoiled["sop_versi"]]
    return [*check_chain(spoiled), *check_history(spoiled, route)]


def rules(spoiled: dict[str, Any]) -> set[str]:
    return {one.rule for one in found(spoiled)}
