"""A route is followed in order, taken up where it was cut off, and a step whose sources did not change is not done again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from csps.contracts import columns as c
from csps.contracts.model import Table
from csps.contracts.retention import DELIVERY_LEDGER
from csps.domain.errors import StorageError
from csps.domain.progress import SilentProgress
from csps.pipeline.run import Run, Step, finish, follow, made_from
from csps.store import Edition, Lake

MONDAY, NEXT = date(2026, 11, 9), date(2026, 11, 16)


def table(name):
    return Table(
        name=name,
        agency="csps",
        meaning="A table.",
        row="one row per number",
        key=("number",),
        retention=DELIVERY_LEDGER,
        purposes=c.CASE_FACTS,
        columns=(c.count("number", "A number.", "things", required=True),),
    )


TABLES = {name: table(name) for name in ("feeds.first", "linkage.second", "families.third")}


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake", tables=TABLES)


@pytest.fixture
def begin(site, lake):
    """Begin a run of a week."""

    def make(week=MONDAY, dates=None):
        place = replace(site, lake=lake)
        return Run(site=place, edition=Edition(lake, week), by=None, dates=dates or (week,), progress=SilentProgress())

    return make


@pytest.fixture
def done():
    """What was done, in order."""
    return []


def writes(done, name, table_name, value, part="whole"):
    def work(run):
        done.append(name)
        run.edition.write(table_name, pd.DataFrame({"number": [value]}), part=part)
        return f"{name} has {value}"

    return work


@pytest.fixture
def route(done):
    """Three steps, each made from the one before."""
    return (
        Step(name="feeds", does="first", work=writes(done, "feeds", "feeds.first", 1)),
        Step(name="linkage", does="second", work=writes(done, "linkage", "linkage.second", 2), reads=("feeds.",)),
        Step(
            name="families",
            does="third",
            work=writes(done, "families", "families.third", 3, part=MONDAY.isoformat()),
            reads=("linkage.",),
        ),
    )


def test_every_step_is_done_in_order_and_tells(begin, route, done):
    run = begin()
    follow(route, run)
    assert done == ["feeds", "linkage", "families"]
    assert run.said == {"feeds": "feeds has 1", "linkage": "linkage has 2", "families": "families has 3"}


def test_a_step_whose_sources_did_not_change_is_not_done_again(begin, route, done):
    first = begin()
    follow(route, first)
    first.edition.publish()
    finish(first)
    done.clear()
    follow(route, begin())
    assert done == ["feeds"]  # which names no sources and is always done


def test_a_step_whose_source_changed_is_done_again(begin, route, done):
    first = begin()
    follow(route, first)
    first.edition.publish()
    finish(first)
    done.clear()
    changed = (replace(route[0], work=writes(done, "feeds", "feeds.first", 9)), *route[1:])
    follow(changed, begin())
    assert done == ["feeds", "linkage"]  # the second table came out as it was, and so the third step has its old source


def test_a_step_is_done_again_when_what_it_rests_on_is_another_and_not_because_it_settled_it_itself(begin, done):
    def links(run):
        done.append("linkage")
        if "linkage model" not in run.edition.versions:
            run.edition.rest_on("linkage model", "first")
        run.edition.write("linkage.second", pd.DataFrame({"number": [2]}))

    def week(monday, model=None):
        run = begin(monday)
        if model:
            run.edition.rest_on("linkage model", model)
        feeds = Step(name="feeds", does="", work=writes(done, "feeds", "feeds.first", 1))
        follow((feeds, Step(name="linkage", does="", work=links, reads=("feeds.",), rests_on=("linkage model",))), run)
        run.edition.publish()
        finish(run)

    week(MONDAY)
    week(MONDAY)
    assert done == ["feeds", "linkage", "feeds"]
    week(MONDAY, "second")
    assert done[3:] == ["feeds", "linkage"]


def test_a_run_cut_off_is_taken_up_after_its_last_whole_step(begin, route, done):
    def breaks(run):
        raise StorageError("The disk is full.")

    with pytest.raises(StorageError):
        follow((*route[:2], replace(route[2], work=breaks)), begin())
    assert done == ["feeds", "linkage"]
    again = begin()
    follow(route, again)
    assert done == ["feeds", "linkage", "families"]
    assert {snapshot.table for snapshot in again.edition.written} == set(TABLES)


def test_what_was_cut_off_is_as_good_as_what_was_not(begin, route):
    def breaks(run):
        raise StorageError("The disk is full.")

    whole = begin()
    follow(route, whole)
    finish(whole)
    with pytest.raises(StorageError):
        follow((*route[:2], replace(route[2], work=breaks)), begin())
    resumed = begin()
    follow(route, resumed)
    assert resumed.edition.manifest() == whole.edition.manifest()


def test_a_run_of_another_week_takes_nothing_up(begin, route, done):
    follow(route[:2], begin())
    done.clear()
    follow(route, begin(NEXT))
    assert done == ["feeds", "linkage", "families"]


def test_a_step_that_repeats_is_done_again_when_a_run_is_taken_up(begin, route, done):
    repeating = (replace(route[0], repeats=True), *route[1:])
    follow(repeating, begin())
    done.clear()
    follow(repeating, begin())
    assert done == ["feeds"]


def test_a_snapshot_that_is_gone_is_not_taken_up(begin, route, done, lake):
    run = begin()
    follow(route, run)
    run.edition.written[0].file(lake.path).unlink()
    done.clear()
    follow(route, begin())
    assert done == ["feeds", "linkage", "families"]


def test_a_dated_step_looks_at_its_own_dates_only(begin, done):
    dated = Step(name="features", does="", work=lambda run: None, reads=("families.",), dated=True)
    run = begin()
    writes(done, "own", "families.third", 1, part=MONDAY.isoformat())(run)
    before = made_from(dated, run)
    writes(done, "another", "families.third", 2, part=NEXT.isoformat())(run)
    assert made_from(dated, run) == before
    assert made_from(replace(dated, dated=False), run) != before
