"""No error of pydantic reaches people in its own words."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

import pytest
from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError
from pydantic_core.core_schema import ErrorType

from shared.validation_text import UMUM, kalimat, rincian_galat

WRONG: list[tuple[Any, Any]] = [
    (int, "x"),
    (int, 1.5),
    (float, "x"),
    (bool, "x"),
    (str, 1),
    (bytes, 1),
    (list[int], 1),
    (set[int], 1),
    (dict[str, int], 1),
    (tuple[int, ...], 1),
    (date, "x"),
    (date, {}),
    (datetime, "x"),
    (AwareDatetime, "2026-01-05T09:30:00"),
    (time, "x"),
    (timedelta, "x"),
    (UUID, "x"),
    (Path, 1),
    (Literal["a", "b"], "c"),
    (Annotated[int, Field(gt=3)], 1),
    (Annotated[int, Field(lt=3)], 5),
    (Annotated[int, Field(ge=3)], 1),
    (Annotated[int, Field(le=3)], 5),
    (Annotated[int, Field(multiple_of=3)], 5),
    (Annotated[str, Field(min_length=3)], "a"),
    (Annotated[str, Field(max_length=3)], "abcd"),
    (Annotated[list[int], Field(min_length=3)], [1]),
    (Annotated[list[int], Field(max_length=1)], [1, 2]),
    (BaseModel, 1),
]


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_what_is_wrong_is_said_in_indonesian(kind: Any, value: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    for told in rincian_galat(caught.value):
        assert UMUM not in told, caught.value.errors()
        assert not any(word in told for word in ("Input", "should", "valid ", "must")), told


def test_an_error_that_nobody_named_is_told_in_general() -> None:
    assert get_args(ErrorType)
    told = kalimat({"type": "callable_type", "loc": (), "msg": "Input should be", "input": 1})
    assert told == UMUM
