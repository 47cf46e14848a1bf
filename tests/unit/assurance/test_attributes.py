"""Every family of the cohort has a group by every attribute; what nobody stated is a group."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from csps.assurance import collect_attributes
from csps.assurance.attributes import attributes_of
from csps.domain.errors import UsageError
from csps.settings.model_spec import ProtectedGroup

EARLIER = date(2025, 8, 18)


def group(attribute, *people, months=30):
    """Give the group of a family of these people, each "role ethnicity sex disability" with - for nothing."""
    rows = [dict(zip(("role", "ethnicity", "sex", "disability"), one.split(), strict=True)) for one in people]
    columns = ["role", "ethnicity", "sex", "disability"]
    members = pd.DataFrame(rows, columns=columns).replace("-", None).assign(family_id="f")
    families = pd.DataFrame({"family_id": ["f"], "youngest_months": pd.array([months], dtype="Int64")})
    told = attributes_of(families, members).set_index("attribute")["value"]
    assert set(told.index) == {each.value for each in ProtectedGroup}
    return told[attribute]


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (["child White - -", "child White - -", "child Mixed - -"], "White"),
        (["child White - -", "child Black - -"], "more than one group"),
        (["child - - -", "child Asian - -", "carer White - -"], "Asian"),
        (["child - - -", "carer Black - -"], "Black"),
        (["child - - -", "adult Black - -"], "not stated"),
        ([], "not stated"),
    ],
)
def test_ethnicity_is_that_of_most_children_then_of_carers(people, told):
    assert group("ethnicity", *people) == told


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (["carer - female -", "child - male -"], "women"),
        (["carer - male -"], "men"),
        (["carer - female -", "carer - male -"], "women and men"),
        (["carer - female -", "carer - - -"], "women"),
        (["carer - - -"], "not stated"),
        (["adult - male -"], "not stated"),
    ],
)
def test_sex_is_that_of_those_who_look_after_the_children(people, told):
    assert group("sex", *people) == told


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (["child - - disabled", "child - - -"], "a disabled child"),
        (["carer - - disabled", "child - - -"], "no disabled child recorded"),
    ],
)
def test_disability_is_a_childs(people, told):
    assert group("disability", *people) == told


@pytest.mark.parametrize(
    ("months", "told"),
    [(0, "under 1"), (11, "under 1"), (12, "1 to 4"), (59, "1 to 4"), (60, "5 to 10"), (131, "5 to 10"),
     (132, "11 to 15"), (192, "16 or 17"), (215, "16 or 17"), (None, "no child born yet")],
)  # fmt: skip
def test_ages_fall_into_bands_of_whole_years(months, told):
    assert group("age of the youngest child", months=months) == told


@pytest.mark.parametrize(
    ("people", "told"),
    [([], "no carer known"), (["carer - - -"], "one carer"), (["carer - - -"] * 2, "two or more carers")],
)
def test_carers_are_counted(people, told):
    assert group("lone parent", "adult - - -", *people) == told


def write_families(edition, kit, day, families, members):
    told = [{"as_of": day, "family_id": each, "in_cohort": each != "grown"} for each in families]
    edition.write("families.family", kit.rows_of("families.family", *told), part=day.isoformat())
    people = [
        {"as_of": day, "family_id": family, "person_id": person, "role": role, "evidence": "tenancy"}
        for family, person, role in members
    ]
    edition.write("families.membership", kit.rows_of("families.membership", *people), part=day.isoformat())


def collected(edition, day):
    with edition.connect() as lake:
        rows = lake.table("assurance.protected_attribute", part=day.isoformat()).to_pyarrow().to_pylist()
    return {(row["family_id"], row["attribute"]): row["value"] for row in rows}


def test_from_feeds_to_families_as_known_on_each_date(edition, kit):
    members = [("f", "child", "child"), ("f", "mother", "carer"), ("grown", "man", "adult")]
    for day in (EARLIER, kit.TEST):
        write_families(edition, kit, day, ["f", "grown"], members)
    kit.write_feed(
        edition,
        "feeds.ssd_person",
        {"record_id": "a", "known_on": date(2025, 9, 1), "pers_ethnicity": "AOTH", "pers_sex": "M"},
        {"record_id": "b", "known_on": date(2021, 1, 4), "pers_sex": "F"},
    )
    kit.write_links(edition, {"a": "child", "b": "mother"})
    told = collect_attributes(edition, dates=(EARLIER, kit.TEST))
    assert (told.families, told.rows) == (2, 10)
    before, now = collected(edition, EARLIER), collected(edition, kit.TEST)
    assert (before["f", "ethnicity"], now["f", "ethnicity"]) == ("not stated", "Asian")
    assert now["f", "sex"] == "women"
    assert {family for family, _ in now} == {"f"}


def test_where_no_agency_states_anything_everybody_is_not_stated(edition, kit):
    write_families(edition, kit, kit.TEST, ["f"], [("f", "child", "child"), ("f", "mother", "carer")])
    collect_attributes(edition, dates=(kit.TEST,))
    told = collected(edition, kit.TEST)
    assert told["f", "ethnicity"] == told["f", "sex"] == "not stated"
    assert told["f", "lone parent"] == "one carer"


def test_a_date_without_families_is_refused(edition, kit):
    with pytest.raises(UsageError, match=r"no rows of families\.family"):
        collect_attributes(edition, dates=(kit.TEST,))
