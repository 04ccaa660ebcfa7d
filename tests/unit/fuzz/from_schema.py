"""Messages drawn from the published schema: whatever it lets through."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.unit.contracts.golden import generated

Schema = Mapping[str, Any]
Drawn = st.SearchStrategy[Any]

HEX = re.compile(r"\^\[0-9a-f\]\{(\d+)\}\$$")
MOST_ITEMS = 2
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
EDGES = st.sampled_from(
    [
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999-14:00",
        "2026-02-30T00:00:00Z",
        "2026-01-05T24:00:00Z",
        "2026-01-05T23:59:60Z",
    ]
)
INSTANTS = st.datetimes().flatmap(
    lambda naive: ZONES.map(lambda zone: naive.replace(tzinfo=zone).isoformat())
)
SENSIBLE = st.integers(0, 5_000_000_000_000).map(
    lambda ms: (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).isoformat()
)


@cache
def messages(name: str) -> Drawn:
    return _of({"$ref": f"#/components/schemas/{name}"})


def _of(schema: Schema) -> Drawn:
    if "$ref" in schema:
        return _of(generated()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema and "properties" in schema:
        return st.one_of([_object(_narrowed(schema, one)) for one in schema["oneOf"]])
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return st.one_of([_of(one) for one in schema[word]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return _KINDS[schema["type"]](schema)


def _narrowed(schema: Schema, chosen: Schema) -> Schema:
    """Of alternatives that each ask for fields of their own: this one's, and not the others'."""
    others = {f for one in schema["oneOf"] if one is not chosen for f in one["required"]}
    fields = {name: one for name, one in schema["properties"].items() if name not in others}
    for name in chosen["required"]:
        kinds = fields[name].get("anyOf", [fields[name]])
        fields[name] = {"anyOf": [one for one in kinds if one.get("type") != "null"]}
    required = [*schema.get("required", ()), *chosen["required"]]
    return {"type": "object", "properties": fields, "required": required}


def _string(schema: Schema) -> Drawn:
    if schema.get("format") == "date-time":
        return st.one_of(SENSIBLE, SENSIBLE, EDGES, INSTANTS)
    longest = schema.get("maxLength", 300)
    if schema.get("format") == "uuid":
        return st.uuids().map(str)
    if digits := HEX.match(schema.get("pattern", "")):
        return _hex(int(digits[1]))
    if "pattern" in schema:
        text = st.from_regex(schema["pattern"], fullmatch=schema["pattern"].startswith("^"))
        return text.filter(lambda drawn: len(drawn) <= longest)
    return st.text(min_size=schema.get("minLength", 0), max_size=min(longest, 40))


def _hex(digits: int) -> Drawn:
    """What the pattern says, drawn at a fraction of the cost."""
    return st.integers(0, 16**digits - 1).map(lambda number: f"{number:0{digits}x}")


def _integer(schema: Schema) -> Drawn:
    return st.integers(schema.get("minimum", -(2**70)), schema.get("maximum", 2**70))


def _array(schema: Schema) -> Drawn:
    fewest = schema.get("minItems", 0)
    most = min(schema.get("maxItems", MOST_ITEMS), MOST_ITEMS)
    return st.lists(_of(schema["items"]), min_size=fewest, max_size=most)


def _object(schema: Schema) -> Drawn:
    if "patternProperties" in schema:
        ((pattern, value),) = schema["patternProperties"].items()
        keys = st.from_regex(pattern, fullmatch=True).filter(lambda key: len(key) <= 64)
        return st.dictionaries(keys, _of(value), max_size=MOST_ITEMS)
    fields = {name: _of(one) for name, one in schema.get("properties", {}).items()}
    needed = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {name: one for name, one in fields.items() if name in needed},
        optional={name: one for name, one in fields.items() if name not in needed},
    )


_KINDS: Mapping[str, Callable[[Schema], Drawn]] = {
    "string": _string,
    "integer": _integer,
    "array": _array,
    "object": _object,
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
}
