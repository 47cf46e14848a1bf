"""Points that anybody could count by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.contracts.feature import Expected, Missing
from csps.modelling.rule import counts_needs, points


@pytest.fixture
def spec(specs):
    return specs["maltreatment"]


def counted(kit, spec, **values):
    row = dict.fromkeys((each.name for each in kit.FEATURES), 0) | values
    return points(pd.DataFrame([row]), spec, kit.FEATURES)[0]


def test_each_agency_gives_a_point_for_the_year_and_one_more_for_the_quarter(kit, spec):
    assert counted(kit, spec) == 0
    assert counted(kit, spec, incident_52w=1) == 1
    assert counted(kit, spec, incident_52w=7) == 1
    assert counted(kit, spec, incident_52w=3, incident_13w=1) == 2
    assert counted(kit, spec, incident_52w=3, incident_13w=1, contact_52w=1) == 3


def test_old_concerns_amounts_and_the_familys_make_up_give_none(kit, spec):
    assert counted(kit, spec, incident_156w=5, arrears=900, children=6) == 0


def test_what_is_not_known_gives_none(kit, spec):
    assert counted(kit, spec, incident_52w=float("nan"), contact_52w=1) == 1


@pytest.mark.parametrize("harmless", [{"expected": Expected.LOWERS}, {"missing": Missing.NOT_KNOWN}])
def test_only_what_was_expected_to_raise_the_risk_is_a_concern(kit, spec, harmless):
    features = (kit.feature("visit_52w", "health", window_weeks=52, **harmless),)
    assert points(pd.DataFrame({"visit_52w": [4]}), spec, features)[0] == 0


def test_a_model_of_the_threshold_counts_needs_met(kit, specs):
    eligibility = specs["eligibility"]
    assert counts_needs(eligibility)
    assert not counts_needs(specs["maltreatment"])
    assert points(pd.DataFrame({"needs_met": [0, 2]}), eligibility, kit.FEATURES).tolist() == [0, 2]
