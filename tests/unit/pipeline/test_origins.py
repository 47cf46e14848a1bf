"""One training date computed again from a lake without later facts."""

from datetime import date
from types import SimpleNamespace

import pandas as pd

from csps.pipeline import origins
from csps.pipeline.origins import origins_of

ONE, TWO, TEST = date(2024, 1, 1), date(2024, 4, 1), date(2025, 4, 1)


class Lake:
    """Holds nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def test_the_middle_date_is_computed_again_from_a_lake_that_ends_there(monkeypatch):
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
        edition=SimpleNamespace(connect=Lake),
        site=SimpleNamespace(programme=None),
    )
    found = origins_of(run).recomputed
    ((day, days, there, empty),) = asked
    assert (day, days) == (TWO, [TWO]), "the lake is cut at the date that is computed again"
    assert (there, empty) == ({"feeds.x"}, {TWO: {f"absent on {TWO}"}})
    assert found["calls"].tolist() == [2.0, 1.0, 3.0]
    assert set(found["as_of"]) == {TWO}
