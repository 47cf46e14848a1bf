"""Kinds of rows and measures of them."""

import pytest

from csps.domain.errors import ContractError
from csps.features.kind import WHOLE_PAST, Kind, Measure, Reading
from csps.features.source import Source

SOURCE = Source(table="feeds.police_incident", thing=("incident_id",))


@pytest.mark.parametrize(("after", "weeks"), [(0, 0), (13, 13), (26, 13), (-1, 13), (0, -5)])
def test_a_window_in_which_nothing_can_happen_is_refused(after, weeks):
    with pytest.raises(ContractError, match="a window holds one week or more"):
        Measure(kind=Kind(name="calls", source=SOURCE), reading=Reading.COUNT, weeks=weeks, after=after)


def test_things_are_the_sources_own_unless_a_kind_names_others():
    assert Kind(name="calls", source=SOURCE).counted == ("incident_id",)
    assert Kind(name="people", source=SOURCE, each=("person_id",)).counted == ("person_id",)


def test_measures_of_different_windows_have_different_names():
    kind = Kind(name="calls", source=SOURCE)
    names = {Measure(kind=kind, reading=Reading.COUNT, weeks=weeks).name for weeks in (13, 26, WHOLE_PAST)}
    assert len(names) == 3


def test_who_is_told_by_age_and_where_that_is_not_known_by_role(empty_town, kit):
    town = empty_town.family(
        kit.Member("young", "child", None), kit.Member("grown", "adult", None), kit.Member("eighteen", "carer", 216)
    )
    day = kit.ago(3)
    town.add(
        "feeds.police_incident",
        *(
            {"person": who, "incident_date": day, "role": "SUSPECT", "incident_id": who}
            for who in ("young", "grown", "eighteen")
        ),
    )
    assert kit.values(town, "children_suspected_52w", "adults_suspected_52w") == {
        "children_suspected_52w": 1,
        "adults_suspected_52w": 2,
    }
