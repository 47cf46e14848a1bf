"""Which needs what a family lived through shows on record, for how long, and when an assessment stands behind them."""

from __future__ import annotations

import dataclasses

import numpy as np

from csps.outcomes.rule_sets import SF2022
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.headlines import HEADLINES
from csps.synthetic.truth.intervals import on
from csps.synthetic.truth.needs import (
    ASSESSED,
    BY_HAPPENING,
    BY_NOTE,
    BY_SPELL,
    CASE,
    EARLY,
    ENQUIRY,
    LUCK,
    NEEDS,
    PLAN,
    PROGRAMME,
    SOURCES,
    STANDS,
    YEAR,
    evidence,
    on_record,
)


def test_every_source_exists_and_shows_lines_of_the_programmes_own_rules(hasty):
    assert set(BY_HAPPENING) <= set(hasty.happenings.names)
    assert set(BY_SPELL) == set(hasty.spells.names)
    assert set(BY_NOTE) < set(hasty.circumstances.index)
    assert set(NEEDS) <= {line.id for line in SF2022.lines}
    shown = {shows.need for all_shown in SOURCES.values() for shows in all_shown}
    assert shown | set(LUCK) == set(NEEDS)
    assert all(0 < shows.share <= 1 for all_shown in SOURCES.values() for shows in all_shown)


def with_nothing(history):
    """Give a history of which nothing is evidence."""
    logs = ("happenings", "spells", "cases", "help", "enquiries", "plans", "nominations")
    return dataclasses.replace(
        history, **{name: {column: rows[:0] for column, rows in getattr(history, name).items()} for name in logs}
    )


def rows(**columns):
    return {name: np.array(values, dtype=np.int64) for name, values in columns.items()}


def stretches(found, source):
    return list(
        zip(found[source].household.tolist(), found[source].start.tolist(), found[source].end.tolist(), strict=True)
    )


def told(watch):
    """A history with one of everything."""
    history = with_nothing(watch.history)
    missing, arrears = history.happening_names.index("missing_episode"), history.spell_names.index("arrears")
    mind = 1 << history.factor_names.index("mind")
    return dataclasses.replace(
        history,
        happenings=rows(household=[1, 1], kind=[missing, missing], day=[100, 200]),
        spells=rows(household=[1, 2], kind=[arrears, arrears], start=[5, 7], end=[50, FOREVER]),
        cases=rows(
            household=[3, 4], opened=[860, 870], assessed=[900, FOREVER], closed=[2000, 880], noted=[mind, mind]
        ),
        help=rows(household=[5, 6], kind=[1, 2], start=[30, 30], end=[60, 900], noted=[0, 0]),
        plans=rows(household=[7, 8], start=[40, FOREVER], end=[80, FOREVER]),
        enquiries=rows(household=[9], start=[10]),
        nominations=rows(household=[9], day=[20], headlines=[0b1000000001]),
    )


def test_an_event_counts_for_a_year_and_what_lasts_while_it_lasts(watch):
    found = evidence(told(watch))
    assert set(found) == {*SOURCES, ASSESSED}
    assert stretches(found, "missing_episode") == [(1, 100, 200 + YEAR)]
    assert stretches(found, "arrears") == [(1, 5, 50), (2, 7, FOREVER)]
    assert stretches(found, "mind noted") == [(3, 900, 900 + YEAR)], "what was never assessed was never noted"
    assert stretches(found, CASE) == [(3, 860, 2000), (4, 870, 880)]
    assert (stretches(found, ENQUIRY), stretches(found, PLAN)) == ([(9, 10, 10 + YEAR)], [(7, 40, 80)])
    assert (stretches(found, EARLY), stretches(found, PROGRAMME)) == ([(5, 30, 60)], [(6, 30, 900)])
    named = [headline for headline in HEADLINES if stretches(found, f"{headline} named")]
    assert named == [HEADLINES[0], HEADLINES[-1]]


def test_an_assessment_stands_for_eighteen_months_and_while_the_work_goes_on(watch):
    found = evidence(told(watch))
    assert stretches(found, ASSESSED) == [(3, 900, 2000), (5, 30, 30 + STANDS), (6, 30, 900)]


def test_a_record_holds_its_share_of_what_was_lived(watch):
    history = watch.history
    happened = history.happened("missing_episode")
    seen, record = evidence(history), on_record(history)
    households, day = np.unique(happened["household"]), int(np.median(happened["day"]))
    lived, recorded = (on(found, households, day) > day for found in (seen["missing_episode"], record["SF6.2"]))
    assert recorded.sum() <= lived.sum() + (on(record["SF6.2"], households, day) > day).sum()
    assert set(record) == {*NEEDS, ASSESSED}
    assert record[ASSESSED].household.size == seen[ASSESSED].household.size


def test_the_same_history_leaves_the_same_record_and_another_lot_another(watch):
    one, again, other = (on_record(watch.history, lot) for lot in (4, 4, 5))
    assert all(np.array_equal(one[need].start, again[need].start) for need in NEEDS)
    assert any(not np.array_equal(one[need].start, other[need].start) for need in NEEDS)


def test_luck_falls_only_where_somebody_lives_whom_it_can_be_about(watch):
    history = with_nothing(watch.history)
    record = on_record(history)
    day = history.calendar.first_day(history.calendar.weeks // 2)
    for need, ages in (("SF2.3", (0, 5)), ("SF6.4", (10, 18))):
        found = record[need]
        begun = np.flatnonzero(found.start == np.maximum(found.start, day))
        which, _ = history.members(found.household[begun], found.start[begun], ages=ages)
        assert set(which.tolist()) == set(range(len(begun)))
