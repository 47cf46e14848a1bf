"""What an agency took back links nobody from the week on in which that is known, and was true enough before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.factories.hamlet import WEEK

from csps.linkage import run
from csps.linkage.thresholds import Thresholds
from csps.linkage.withdrawn import leave_out
from csps.linkage.workbench import Workbench

EARLY = date(2020, 1, 5)
HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
OTHER = {"address_line": "2 Oak Row", "postcode": "XH1 4CD", "uprn": "992"}


def take_back(hamlet, table, line, known_on=WEEK, delivery=f"{{}}_{EARLY}"):
    """Say that the row on a line of a table's first delivery was taken back."""
    hamlet.row(
        "withdrawn", known_on, delivery=delivery.format(table), line=line, table_name=f"feeds.{table}"
    )  # fmt: skip


def tenant(hamlet, reference, tenancy, line, **home):
    record = hamlet.said(
        "housing_tenancy_member", reference, line=line, forename="Ann", surname="Oak", born_on=date(1985, 3, 2), **home
    )
    hamlet.row("housing_tenancy_member", record_id=record, line=line, tenancy_ref=tenancy, start_date=EARLY)
    return record


def child(hamlet, reference, line, **named):
    record = hamlet.said("ssd_person", reference, line=line, forename="Eva", surname="Oak", **named)
    hamlet.row("ssd_person", record_id=record, line=line)
    return record


def test_a_record_of_which_every_row_was_taken_back_is_of_nobody(hamlet):
    kept, gone = child(hamlet, "1", 2, born_on=date(2012, 4, 1)), child(hamlet, "2", 3, born_on=date(2013, 4, 1))
    assert set(hamlet.persons()) == {kept, gone}
    take_back(hamlet, "ssd_person", 3)
    assert set(hamlet.persons(WEEK - timedelta(weeks=1))) == {kept, gone}
    assert set(hamlet.persons()) == {kept}


def test_a_record_that_another_row_still_tells_stays_and_keeps_its_name(hamlet):
    """The vault holds what a person's rows say once: what was taken back may be the row that brought it."""
    record = tenant(hamlet, "1", "T1", 2, **HOME)
    hamlet.row("housing_tenancy_member", record_id=record, line=3, tenancy_ref="T2", start_date=EARLY)
    take_back(hamlet, "housing_tenancy_member", 2)
    assert set(hamlet.persons()) == {record}


def test_a_row_told_again_by_a_later_delivery_still_counts(hamlet):
    later = date(2021, 1, 3)
    record = child(hamlet, "1", 2, born_on=date(2012, 4, 1))
    hamlet.row("ssd_person", later, record_id=record, line=2)
    take_back(hamlet, "ssd_person", 2)
    assert set(hamlet.persons()) == {record}
    take_back(hamlet, "ssd_person", 2, delivery=f"{{}}_{later}")
    assert set(hamlet.persons()) == set()


def test_a_stay_bears_the_day_on_which_it_was_taken_back(hamlet):
    record = tenant(hamlet, "1", "T1", 2, **HOME)
    hamlet.said("housing_tenancy_member", "1", line=3, forename="Ann", surname="Oak", **OTHER)
    hamlet.row("housing_tenancy_member", record_id=record, line=3, tenancy_ref="T2", start_date=date(2020, 2, 3))
    take_back(hamlet, "housing_tenancy_member", 3)
    _, tables = hamlet.linked()
    told = [(row["started_on"], row["withdrawn_on"]) for row in tables["residence"]]
    assert sorted(told) == [(EARLY, None), (date(2020, 2, 3), WEEK)]


@pytest.mark.parametrize("unit", ["mother", "adoption"])
def test_nothing_is_concluded_from_what_was_taken_back_but_for_protections(hamlet, unit):
    one, other = child(hamlet, "1", 2, born_on=date(2012, 4, 1)), child(hamlet, "2", 3, born_on=date(2012, 4, 1))
    if unit == "mother":
        for line, record in enumerate((one, other), start=2):
            hamlet.row(
                "ssd_mother", record_id=record, line=line, moth_table_id=str(line), moth_childs_person_record_id=other
            )
        take_back(hamlet, "ssd_mother", 2)
        take_back(hamlet, "ssd_mother", 3)
        table, left = "ssd_mother", 0
    else:
        hamlet.row("restriction", record_id=one, line=2, restriction_ref="R", kind="ADOPTION")
        take_back(hamlet, "restriction", 2)
        table, left = "restriction", 1
    with Workbench(threads=1) as bench:
        work = run.Work(bench, hamlet.edition(), hamlet.vault(), Thresholds())
        run.lay_out(work)
        leave_out(bench)
        assert len(bench.columns(f"FROM {table}")["record_id"]) == left


def test_what_was_taken_back_and_told_again_is_read_though_the_vault_had_it_before(hamlet):
    """A later week opens only what is new; what was read of a record that is of nobody for now is kept."""
    hamlet.neighbours(60)
    record = child(hamlet, "1", 2, born_on=date(2012, 4, 1))
    first, second = WEEK - timedelta(weeks=2), WEEK - timedelta(weeks=1)
    assert record in {row["record_id"] for row in hamlet.linked(first, publish=True)[1]["record_link"]}
    take_back(hamlet, "ssd_person", 2, second)
    assert record not in {row["record_id"] for row in hamlet.linked(second, publish=True)[1]["record_link"]}
    hamlet.row("ssd_person", WEEK, record_id=record, line=2)
    assert record in {row["record_id"] for row in hamlet.linked(WEEK)[1]["record_link"]}
