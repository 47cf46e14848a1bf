"""Training refuses a finding unless the specification says why not, and what was asked is written down."""

import dataclasses
from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from csps.domain.errors import ContractError
from csps.modelling.leakage.detector import Origins
from csps.modelling.leakage.gate import NAME, refuse_leaks
from csps.modelling.leakage.leak import Check
from csps.settings.model_spec import AcceptedLeak

TEST = date(2026, 1, 5)


class Shelf:
    """Takes what is written."""

    def __init__(self):
        self.written = {}

    def write(self, name, rows, *, part):
        self.written[name, part] = rows.to_pylist()


def observed(leak):
    rng = np.random.default_rng(3)
    happened = rng.random(900) < 0.2
    frame = pd.DataFrame(
        {
            "as_of": date(2024, 1, 1),
            "family_id": [f"{place:032x}" for place in range(900)],
            "group_id": [f"{place:032x}" for place in range(900)],
            "fold": np.arange(900) % 5,
            "outcome": happened,
            "event_on": [date(2024, 5, 1) if here else None for here in happened],
            "calls": rng.poisson(1, 900).astype("float32"),
            "leak": (happened if leak else rng.random(900)).astype("float32"),
        }
    )
    return SimpleNamespace(frame=frame)


FEATURES = [SimpleNamespace(name="calls"), SimpleNamespace(name="leak")]


@pytest.fixture
def spec(specs):
    return specs["maltreatment"]


def test_a_clean_matrix_passes_and_every_check_is_written_down(spec):
    shelf = Shelf()
    assert refuse_leaks(shelf, observed(leak=False), spec, FEATURES, test=TEST).clean
    rows = shelf.written[NAME, "maltreatment"]
    assert [row["check"] for row in rows] == [check.value for check in Check]
    assert not any(row["found"] for row in rows)
    assert {row["words"] for row in rows if not row["asked"]} == {
        "not told: origins.latest and as_of",
        "not told: origins.recomputed, or origins.latest and as_of",
    }


def test_what_was_computed_again_is_found_by_date_and_family_in_any_order(spec):
    seen = observed(leak=False)
    again = seen.frame[["as_of", "family_id", "calls", "leak"]].iloc[::-1]
    stranger = again.iloc[:1].assign(family_id="f" * 32, calls=99.0)
    told = Origins(recomputed=pd.concat([again.iloc[:500], stranger]))
    assert refuse_leaks(Shelf(), seen, spec, FEATURES, test=TEST, origins=told).clean
    changed = Origins(recomputed=again.assign(calls=again["calls"] + (again.index == 7)))
    with pytest.raises(ContractError, match=r"calls: .*1 of 900 values differ"):
        refuse_leaks(Shelf(), seen, spec, FEATURES, test=TEST, origins=changed)


def test_a_finding_stops_the_training_and_names_column_and_check(spec):
    shelf = Shelf()
    with pytest.raises(ContractError, match=r"leak: says the outcome") as refused:
        refuse_leaks(shelf, observed(leak=True), spec, FEATURES, test=TEST)
    assert "accepted_leaks" in str(refused.value)
    assert [row["column"] for row in shelf.written[NAME, "maltreatment"] if row["found"]]


def test_a_recorded_reason_lets_the_model_learn(spec):
    found = refused(spec)
    accepted = tuple(
        AcceptedLeak(check=check, column=column, reason="It is a test.", owner="Head of service", review_on=TEST)
        for check, column in found
    )
    shelf = Shelf()
    report = refuse_leaks(
        shelf, observed(leak=True), dataclasses.replace(spec, accepted_leaks=accepted), FEATURES, test=TEST
    )
    assert not report.clean
    reasons = {row["accepted_because"] for row in shelf.written[NAME, "maltreatment"] if row["found"]}
    assert reasons == {"It is a test."}
    with pytest.raises(ContractError, match="1 of 2 columns"):
        refuse_leaks(
            Shelf(), observed(leak=True), dataclasses.replace(spec, accepted_leaks=accepted[1:]), FEATURES, test=TEST
        )


def refused(spec):
    shelf = Shelf()
    with pytest.raises(ContractError):
        refuse_leaks(shelf, observed(leak=True), spec, FEATURES, test=TEST)
    return [(row["check"], row["column"]) for row in shelf.written[NAME, "maltreatment"] if row["found"]]
