"""Does what is stored agree with its rows?"""

import pyarrow as pa
import pytest
from tests.factories.known_town import Member

from csps.domain.errors import IntegrityError, UsageError
from csps.features import check_parity, compute_features

NAME, INCIDENT = "features.family_week", "feeds.police_incident"


@pytest.fixture
def edition(town, kit, programme):
    """Thirty families, three of whom the police know, with their features computed."""
    for number in range(29):
        town.family(Member(f"p{number}", "carer", 400), name=f"f{number:02}")
    town.add(INCIDENT, *({"person": f"p{n}", "incident_date": kit.ago(3), "incident_id": f"I{n}"} for n in (3, 11, 28)))
    made = town.edition()
    compute_features(made, dates=[kit.DAY], programme=programme)
    return made


def change(edition, kit, family, feature, value):
    """Write a stored value over."""
    with edition.connect() as lake:
        rows = lake.table(NAME, part=kit.DAY.isoformat()).to_pyarrow()
    place = rows["family_id"].to_pylist().index(family)
    values = rows[feature].to_pylist()
    values[place] = value
    column = pa.array(values, rows.schema.field(feature).type)
    edition.write(
        NAME, rows.set_column(rows.schema.get_field_index(feature), feature, column), part=kit.DAY.isoformat()
    )


def test_what_agrees_is_recorded_by_feature(edition, kit, programme):
    done = check_parity(edition, day=kit.DAY, programme=programme, families=10)
    assert done.families == 10
    with edition.connect() as lake:
        rows = lake.table("features.parity", part=kit.DAY.isoformat()).to_pyarrow().to_pylist()
    assert len(rows) * 10 == done.values
    assert {(row["families"], row["differing"]) for row in rows} == {(10, 0)}


def test_families_that_agencies_know_best_are_always_asked_and_a_breach_is_named(edition, kit, programme):
    change(edition, kit, "f11", "police_incidents_52w", 2)
    with pytest.raises(IntegrityError, match=r"in 6 families .*: police_incidents_52w \(of 1\)") as refused:
        check_parity(edition, day=kit.DAY, programme=programme, families=6)
    assert refused.value.unchanged == "Nothing was scored."
    assert "csps features --as-of 2026-03-02" in refused.value.next_step
    assert "features.parity" not in edition.manifest().parts


def test_an_empty_value_is_not_nought(edition, kit, programme):
    change(edition, kit, "f03", "police_incidents_weeks_since", None)
    with pytest.raises(IntegrityError, match=r"police_incidents_weeks_since \(of 1\)"):
        check_parity(edition, day=kit.DAY, programme=programme, families=6)


def test_a_day_without_features_is_refused(town, kit, programme):
    with pytest.raises(UsageError, match=r"no rows of features\.family_week"):
        check_parity(town.edition(), day=kit.DAY, programme=programme)
