"""The text of a letter, by the schema that the task brings and by nothing else."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from .contract import Json

Value = str | int | list["Value"] | dict[str, "Value"]


def text_of(letter: Json) -> dict[str, Value]:
    """Every field that is owed, over the words that the task begins with."""
    written = _object(letter["skema"])
    return {**written, **letter["awal"]}


def _value(schema: Json) -> Value:
    return _BY_TYPE[schema["type"]](schema)


def _text(schema: Json) -> str:
    if "enum" in schema:
        return str(schema["enum"][0])
    if schema.get("format") == "date":
        return datetime.now(UTC).date().isoformat()
    return f"{schema.get('title', 'Contoh')} 'dari' alat lain"[: schema["maxLength"]]


def _number(schema: Json) -> int:
    return int(schema["minimum"])


def _list(schema: Json) -> list[Value]:
    return [_value(schema["items"])] * max(schema["minItems"], 1)


def _object(schema: Json) -> dict[str, Value]:
    return {name: _value(schema["properties"][name]) for name in schema["required"]}


_BY_TYPE: Mapping[str, Callable[[Json], Value]] = {
    "string": _text,
    "integer": _number,
    "array": _list,
    "object": _object,
}
