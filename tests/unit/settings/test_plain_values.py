"""Plain values are taken as they are written, or not at all."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from csps.settings import plain_values as plain
from csps.settings.plain_values import Frozen, Text


def takes(kind, value):
    try:
        return TypeAdapter(kind).validate_python(value) == value
    except ValidationError:
        return False


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (plain.Text, ["a", "Müller & Co."], ["", " a", "a ", "a\nb", "a\tb", "x" * 601, 1, True]),
        (plain.Word, ["a", "a_1"], ["", "A", "1a", "a-b", "a b", "é"]),
        (plain.Flag, [True, False], [1, 0, "true", "yes", None]),
        (plain.Day, [date(2026, 1, 1)], ["2026-01-01", 0, datetime(2026, 1, 1)]),  # noqa: DTZ001 - as TOML gives it
        (plain.Monday, [date(2026, 11, 16)], [date(2026, 11, 15)]),
        (plain.Weeks, [1, 520], [0, 521, 1.0, "1", True]),
        (plain.Days, [1, 1000], [0, 1001]),
        (plain.Years, [1, 100], [0, 101]),
        (plain.Count, [0, 10**12], [-1, 10**12 + 1, True]),
        (plain.Positive, [1], [0, -1]),
        (plain.Share, [0, 0.5, 1], [-0.1, 1.1, float("nan"), "0.5", True]),
        (plain.Real, [-3.5, 2], [float("inf"), float("nan"), "1", False]),
    ],
)
def test_what_each_kind_takes(kind, good, bad):
    assert [value for value in good if not takes(kind, value)] == []
    assert [value for value in bad if takes(kind, value)] == []


def test_a_frozen_table_cannot_be_changed():
    table = TypeAdapter(Frozen[Text, Text]).validate_python({"a": "b"})
    with pytest.raises(TypeError):
        table["a"] = "c"
