"""What is read of the lake."""

import dataclasses

import pytest

from csps.domain.errors import UsageError
from csps.features.kind import WHOLE_PAST
from csps.features.past import Past, needs_of
from csps.features.source import Source, Via

INCIDENT = Source(table="feeds.police_incident", reads=("role",), thing=("incident_id",))
RENT = Source(
    table="feeds.housing_rent_account",
    reads=("balance_pence",),
    thing=("tenancy_ref",),
    via=Via(table="feeds.housing_tenancy_member", on=(("tenancy_ref", "tenancy_ref"),)),
)


def test_a_table_is_read_once_as_far_back_and_as_broadly_as_any_source_needs():
    needs = needs_of({INCIDENT: 13, dataclasses.replace(INCIDENT, reads=("outcome",)): 52})
    (need,) = needs.values()
    assert need.weeks == 52
    assert list(need.columns) == ["role", "incident_id", "outcome"]


def test_what_says_whose_a_row_is_is_read_as_a_whole():
    needs = needs_of({RENT: 52})
    assert needs["feeds.housing_rent_account"].weeks == 52
    assert needs["feeds.housing_tenancy_member"].weeks == WHOLE_PAST


def test_the_last_of_each_thing_may_lie_far_back():
    assert (
        needs_of({dataclasses.replace(RENT, last_of_each=True): 52})["feeds.housing_rent_account"].weeks == WHOLE_PAST
    )


def test_a_day_without_families_is_refused(town, kit):
    with town.edition().connect() as lake, pytest.raises(UsageError, match="No families were formed for 2025-12-01"):
        Past(lake, [kit.DAY, kit.ago(13)], {})
