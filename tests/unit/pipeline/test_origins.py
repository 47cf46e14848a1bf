"""One training date computed again from a lake without later facts, in the order of the training rows."""

from datetime import date
from types import SimpleNamespace

import pandas as pd

from csps.pipeline import origins
from csps.pipeline.origins import origins_of
from csps.store.held import a_few_rows

ONE, TWO, TEST = date(2024, 1, 1), date(2024, 4, 1), date(2025, 4, 1)


class Lake:
    """Holds outcomes of two families."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def table(self, _):
        rows = {"as_of": [ONE, TWO, TWO], "family_id": ["a", "a", "b"]}
        more = {"model": ["m"] * 3, "in_population": [True] * 3, "mature": [True] * 3}
        types = {
            "as_of": "date",
            "family_id": "string",
            "model": "string",
            "in_population": "boolean",
            "mature": "boolean",
        }
        return a_few_rows(rows | more, types)


def test_rows_stand_in_the_order_of_training_and_other_dates_are_empty(monkeypatch):
    asked = []

    class Matrix:
        def __init__(self, lake, days, *, there, empty):
            asked.append((lake._day, days, there, empty))

        def on(self, day):
            again = pd.DataFrame({"as_of": day, "family_id": ["b", "a", "c"], "calls": [2.0, 1.0, 3.0]})
            return SimpleNamespace(read_pandas=lambda: again)

    monkeypatch.setattr(origins, "Matrix", Matrix)
    may = SimpleNamespace(there={"feeds.x"}, absent=lambda day, _: {f"absent on {day}"})
    monkeypatch.setattr(origins, "readable", lambda *_: may)
    run = SimpleNamespace(
        dates=(ONE, TWO, TEST),
        spec=SimpleNamespace(name="m"),
        edition=SimpleNamespace(connect=Lake),
        site=SimpleNamespace(programme=None),
    )
    found = origins_of(run).recomputed
    ((day, days, there, empty),) = asked
    assert (day, days) == (TWO, [TWO]), "the lake is cut at the date that is computed again"
    assert (there, empty) == ({"feeds.x"}, {TWO: {f"absent on {TWO}"}})
    assert found["calls"].tolist()[1:] == [1.0, 2.0]
    assert pd.isna(found["calls"][0])
