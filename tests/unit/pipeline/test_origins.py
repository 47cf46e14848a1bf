"""One training date computed again from a lake without later facts, in the order of the training rows."""

from datetime import date

import pandas as pd

from csps.pipeline.origins import _in_order

ONE, TWO = date(2024, 1, 1), date(2024, 4, 1)


def test_rows_stand_in_the_order_of_training_and_other_dates_are_empty():
    asked = pd.DataFrame({"as_of": [ONE, ONE, TWO], "family_id": ["a", "b", "a"]})
    again = pd.DataFrame({"family_id": ["b", "a", "c"], "calls": [2, 1, 3]})
    found = _in_order(asked, again, ONE)
    assert found["calls"].tolist()[:2] == [1, 2]
    assert pd.isna(found["calls"][2])
