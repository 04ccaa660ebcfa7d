"""JSON schemas (draft 7, as AsyncAPI 3.1.0 takes them) from the message models.

What a client sends is described as the models read it; what the system sends, as the models
write it: every field is always there.
"""

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from izin.asyncapi.fields import describe
from shared.contracts import (
    SEMUA_PESAN,
    Kontrak,
    MintaNaskah,
    MintaTugas,
    Penarikan,
    Pengajuan,
    Pesan,
    Putusan,
)
from shared.contracts.base import teks_saat

FROM_CLIENTS: tuple[type[Pesan], ...] = (
    Pengajuan,
    Penarikan,
    Putusan,
    MintaTugas,
    MintaNaskah,
)

_INSTANT_READ = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})$"
)
_INSTANT_WRITTEN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"
_UUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"

# What the model checks after reading, as far as a schema can say it.
_NEW_OR_CORRECTION: JsonSchemaValue = {
    "if": {"required": ["nomor"], "properties": {"nomor": {"type": "string"}}},
    "then": {"required": ["putaran"], "properties": {"putaran": {"minimum": 2}}},
    "else": {"properties": {"putaran": {"const": 1}}},
}


class _WireSchema(GenerateJsonSchema):
    """Pydantic's own schemas, where they say less than the models check, said in full."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:
        return self.mode == "serialization" or super().field_is_required(field, total)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """No default for what is always written."""
        if self.mode == "serialization":
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def datetime_schema(self, schema: core_schema.DatetimeSchema) -> JsonSchemaValue:
        return _instant(_INSTANT_READ)

    def ser_schema(self, schema: Any) -> JsonSchemaValue | None:
        if schema.get("function") is teks_saat:
            return _instant(_INSTANT_WRITTEN)
        return super().ser_schema(schema)

    def uuid_schema(self, schema: core_schema.UuidSchema) -> JsonSchemaValue:
        return {**super().uuid_schema(schema), "pattern": _UUID}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        json_schema = super().str_schema(schema)
        if schema.get("strip_whitespace") and "minLength" in json_schema:
            json_schema.setdefault("pattern", r"\S")
        return json_schema

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        json_schema = super().dict_schema(schema)
        if "patternProperties" in json_schema:
            json_schema["additionalProperties"] = False
        return json_schema


def _instant(pattern: str) -> JsonSchemaValue:
    return {"type": "string", "format": "date-time", "pattern": pattern}


def schemas(messages: Iterable[type[Pesan]] = SEMUA_PESAN) -> dict[str, JsonSchemaValue]:
    """By name, for `components/schemas`: the messages and every part they are made of."""
    wanted: list[tuple[type[Kontrak], Any]] = [
        (model, "validation" if model in FROM_CLIENTS else "serialization") for model in messages
    ]
    _, generated = models_json_schema(
        wanted, ref_template="#/components/schemas/{model}", schema_generator=_WireSchema
    )
    named: dict[str, JsonSchemaValue] = generated["$defs"]
    for model in set(messages) & set(FROM_CLIENTS):
        named[model.__name__]["required"] = ["tipe", "versi", *named[model.__name__]["required"]]
    if Pengajuan.__name__ in named:
        named[Pengajuan.__name__] |= _NEW_OR_CORRECTION
    return {name: describe(name, named[name]) for name in sorted(named)}
