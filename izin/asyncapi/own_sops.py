"""Where the contract of an office with SOPs of its own differs from the one that is published."""

from collections.abc import Iterator

from izin.asyncapi.refs import Json


def differences(shipped: Json, own: Json) -> tuple[str, ...]:
    """One sentence for each SOP and each pelaksana that the one document has and the other has
    not, or has otherwise. Empty when both say the same to a client."""
    return (*_of_sops(shipped, own), *_of_queues(shipped, own))


def _of_sops(shipped: Json, own: Json) -> Iterator[str]:
    before = {one["kode"]: one for one in shipped["x-sop"]}
    after = {one["kode"]: one for one in own["x-sop"]}
    for code in sorted(before.keys() | after.keys()):
        if code not in before:
            yield f"{code}: SOP kantor ini sendiri"
        elif code not in after:
            yield f"{code}: tidak dilayani kantor ini"
        elif before[code] != after[code]:
            yield f"{code}: {_what_changed(before[code], after[code])}"


def _what_changed(before: Json, after: Json) -> str:
    words = {
        "persyaratan": "persyaratan",
        "isian": "isian formulir",
        "langkah": "langkah",
        "penarikan": "penarikan",
        "awalan_nomor": "awalan nomor",
        "izin": "nama izin",
        "judul": "judul",
    }
    changed = [word for key, word in words.items() if before[key] != after[key]]
    return f"berbeda dalam {', '.join(changed)}" if changed else "versi lain, isinya sama"


def _of_queues(shipped: Json, own: Json) -> Iterator[str]:
    before, after = set(shipped["channels"]), set(own["channels"])
    if more := sorted(after - before):
        yield f"antrean tambahan: {', '.join(more)}"
    if less := sorted(before - after):
        yield f"tanpa antrean: {', '.join(less)}"
