"""Only what is new is read again, and what comes of it is what reading everything gives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.linkage import identities, run
from csps.linkage.identities import keep_reading, lay_identities
from csps.linkage.thresholds import Thresholds
from csps.linkage.workbench import Workbench

WEEK = date(2026, 11, 9)
LATER = WEEK + timedelta(weeks=1)
TABLES = ("record", "name", "address", "addressed", "stay", "feature")


def begin(hamlet):
    """Say something that can be read in another way later: by a surname, and by a property number."""
    hamlet.neighbours(20)
    hamlet.said(
        "council_tax_account", "1", full_name="Hector Suarez Valencia", address_line="2 Elm Row", postcode="XH1 4AB"
    )
    hamlet.said("debt_case", "2", forename="Ida", surname="Grey", address_line="3 Elm Row", postcode="XH1 4AB")
    for number, register in enumerate(("debt_case", "police_incident", "youth_justice_offence")):
        hamlet.said(
            register,
            f"heap {number}",
            forename="Margaret",
            surname="Oakwood",
            born_on=date(1970, 4, 17),
            nhs_number="943 476 5919",
        )


def change(hamlet):
    """Say what changes how two records are read, and something new about a third; give the first two."""
    known = {"known_on": WEEK + timedelta(days=2)}
    hamlet.said("ssd_person", "3", forename="Eva", surname="Suarez Valencia", **known)
    hamlet.said(
        "police_incident",
        "4",
        forename="Una",
        surname="Oak",
        address_line="2 Elm Row",
        postcode="XH1 4AB",
        uprn="991",
        **known,
    )
    hamlet.said("debt_case", "2", forename="Ida", surname="Grey-Oak", **known)


def read(hamlet, week, *, anew=False, keep=False):
    """Read what is known by a week; give every table, and whom the vault was asked about."""
    vault = hamlet.vault(week)
    with Workbench(threads=1) as bench:
        work = run.Work(bench, hamlet.edition(week), vault, Thresholds(), anew)
        for step in (run.lay_out, run.read, run.tie):
            step(work)
        if keep and work.is_whole:
            keep_reading(bench, vault, week)
        return {name: bench.arrow(f"FROM {name} ORDER BY ALL").to_pylist() for name in TABLES}, vault


def test_what_is_kept_and_read_is_what_everything_read_anew_gives(hamlet):
    begin(hamlet)
    read(hamlet, WEEK, keep=True)
    change(hamlet)
    found, vault = read(hamlet, LATER)
    whole, _ = read(hamlet, LATER, anew=True)
    assert found == whole
    assert vault.opened == {
        hamlet.record_id("council_tax_account", "1"),  # whose name is read in another way
        hamlet.record_id("ssd_person", "3"),
        hamlet.record_id("police_incident", "4"),
        hamlet.record_id("debt_case", "2"),
    }


def test_a_week_without_news_opens_nothing(hamlet):
    begin(hamlet)
    first, _ = read(hamlet, WEEK, keep=True)
    again, vault = read(hamlet, LATER)
    assert again == first
    assert vault.opened == set()


@pytest.mark.parametrize("why", ["lost", "damaged", "other rules", "an earlier week", "a generation made again"])
def test_a_reading_that_does_not_hold_is_passed_over(hamlet, monkeypatch, tmp_path, why):
    begin(hamlet)
    week = LATER
    read(hamlet, WEEK, keep=True)
    if why == "lost":
        hamlet.vault().passing.forget()
    if why == "damaged":
        for path in (tmp_path / "passing").iterdir():
            path.write_bytes(path.read_bytes()[:-1])
    if why == "other rules":
        monkeypatch.setattr(identities, "csps_version", lambda: "another")
    if why == "an earlier week":
        week = WEEK - timedelta(weeks=1)
    if why == "a generation made again":
        hamlet._identities[-1]["forename"] = "Una"
    _, vault = read(hamlet, week)
    assert not hasattr(vault, "opened") or vault.opened is None


def test_what_was_kept_serves_until_much_is_new(hamlet):
    begin(hamlet)
    hamlet.neighbours(300)
    read(hamlet, WEEK, keep=True)
    kept = {path: path.stat().st_mtime_ns for path in hamlet.vault().passing._folder.iterdir()}
    change(hamlet)
    read(hamlet, LATER, keep=True)
    assert {path: path.stat().st_mtime_ns for path in hamlet.vault().passing._folder.iterdir()} == kept
    for number in range(9):
        hamlet.said("debt_case", f"new {number}", forename="Una", surname=f"Elm{number}", known_on=LATER)
    found, _ = read(hamlet, LATER, keep=True)
    assert found == read(hamlet, LATER, anew=True)[0]
    assert hamlet.vault().passing._folder.exists()
    assert not kept.keys() & set(hamlet.vault().passing._folder.iterdir())


def test_nothing_is_kept_where_the_vault_knows_more_than_the_week(hamlet):
    begin(hamlet)
    hamlet.said("debt_case", "9", forename="Una", surname="Late", known_on=LATER)
    vault = hamlet.vault()
    with Workbench(threads=1) as bench:
        assert not lay_identities(bench, vault, WEEK)
        assert "Late" not in bench.columns("SELECT surname FROM identity")["surname"].tolist()
    with Workbench(threads=1) as bench:
        assert lay_identities(bench, vault, LATER)
