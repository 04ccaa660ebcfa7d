"""Golden samples, spoilt: as data, and then as bytes."""

import copy
import json
from typing import Any

from hypothesis import strategies as st

from tests.unit.contracts.golden import SAMPLES, payload_of

NASTY = [
    "",
    " ",
    "\x00",
    "a\nb\rc",
    "\x1b[2J",
    "\u202egpj.exe",
    "\ud800",
    "../../etc/passwd",
    "=1+1",
    "$where",
    "x" * 5000,
    "\U0001f600" * 300,
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-02-30T00:00:00Z",
    0,
    -1,
    2**63,
    10**400,
    1.5,
    float("nan"),
    float("inf"),
    True,
    None,
    [],
    {},
    {"$gt": ""},
    [[[[[]]]]],
]
VALUES = st.one_of(
    st.sampled_from(NASTY),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)
KEYS = st.one_of(st.sampled_from(["Asing", "", "$set", "a.b", "\x00", "tipe", "versi"]), st.text())


@st.composite
def spoilt(draw: st.DrawFn, tipe: str) -> bytes:
    """The body of a message of that type in which up to three things are wrong."""
    samples = [payload_of(sample) for sample in SAMPLES]
    payload = copy.deepcopy(draw(st.sampled_from([p for p in samples if p["tipe"] == tipe])))
    for _ in range(draw(st.integers(0, 3))):
        payload = _one_more(draw, payload)
    body = json.dumps(payload).encode()
    return _bytes(draw, body) if draw(st.booleans()) else body


def _one_more(draw: st.DrawFn, payload: Any) -> Any:
    """Anywhere in it a value is replaced or taken away, or one that is foreign is put in."""
    node: Any = payload
    while isinstance(node, dict | list) and node:
        key = draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        child = node[key]
        if isinstance(child, dict | list) and child and draw(st.booleans()):
            node = child
            continue
        act = draw(st.sampled_from(["replace", "remove", "add", "double"]))
        if act == "replace":
            node[key] = draw(VALUES)
        elif act == "remove":
            del node[key]
        elif isinstance(node, list):
            node.append(copy.deepcopy(child) if act == "double" else draw(VALUES))
        else:
            node[draw(KEYS)] = draw(VALUES)
        break
    return payload


def _bytes(draw: st.DrawFn, body: bytes) -> bytes:
    place = draw(st.integers(0, len(body) - 1))
    piece = draw(st.binary(max_size=8))
    act = draw(st.sampled_from(["cut", "insert", "overwrite", "repeat", "utf-16", "bom"]))
    return {
        "cut": body[:place],
        "insert": body[:place] + piece + body[place:],
        "overwrite": body[:place] + piece + body[place + len(piece) :],
        "repeat": body[:-1] + b"," + body[1:],
        "utf-16": body.decode().encode("utf-16"),
        "bom": b"\xef\xbb\xbf" + body,
    }[act]
