"""Values in the types of their contract."""

from datetime import date


def test_good_values_come_in_their_types(tiny, laid, rules_bench):
    row = {
        "thing": "t",
        "began": "31/12/2025",
        "size": "-5",
        "is_big": "true",
        "colour": "ROUGE",
        "colours": '["RED", "OLD"]',
        "born": "29/02/2024",
    }
    read, values = laid(tiny.TABLE, tiny.STYLE, [row], "2026-01-05")
    found = rules_bench.arrow(read.select(**values)).to_pylist()[0]
    assert {name: value for name, value in found.items() if value is not None} == {
        "thing": "t",
        "began": date(2025, 12, 31),
        "born": date(2024, 2, 29),
        "size": -5,
        "is_big": True,
        "colour": "RED",
        "colours": ["RED", "OLD"],
    }


def test_what_does_not_fit_is_missing(tiny, laid, rules_bench):
    row = {"thing": "t", "began": "soon", "size": "1.5", "is_big": "perhaps", "colours": "RED"}
    read, values = laid(tiny.TABLE, tiny.STYLE, [row], "2026-01-05")
    found = rules_bench.arrow(read.select(**values)).to_pylist()[0]
    assert [found[name] for name in ("began", "size", "is_big", "colours")] == [None] * 4
