"""How progress is measured, at the edges that no single rule shows."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.known_town import DAY

from csps.outcomes.progress.case import Case
from csps.outcomes.progress.measures import attended, fallen, held_since, quiet
from csps.outcomes.progress.verdict import Sign, Verdict
from csps.settings.progress_thresholds import ProgressThresholds

ATTACHED = DAY - timedelta(weeks=104)
days = st.integers(-400, 900).map(lambda ago: ATTACHED + timedelta(days=ago))
signs = st.lists(
    st.builds(
        lambda since, lasted: Sign(
            "feeds.ssd_missing", "M", "child", since, None if lasted is None else since + timedelta(days=lasted)
        ),
        days,
        st.one_of(st.none(), st.integers(0, 300)),
    ),
    max_size=8,
)


def a_case(as_of, closed=None, **more):
    return Case(case_ref="F1", rule_set="SF2022", as_of=as_of, attached_on=ATTACHED, closed_on=closed, **more)


@given(signs, st.integers(0, 800), st.sampled_from((1, 13, 26, 52, 104)))
def test_quiet_is_what_it_says(found, ago, weeks):
    """Proven: no sign in the council's period up to the day, which lies wholly after the family was attached."""
    today = ATTACHED + timedelta(days=ago)
    judged = quiet(a_case(today, local=ProgressThresholds(quiet_weeks=weeks)), found)
    start = today - timedelta(weeks=weeks)
    known = [sign for sign in found if sign.since <= today]
    still = any(sign.until is None or sign.until > today for sign in known)
    lately = any(sign.until is not None and sign.until > start for sign in known)
    expected = Verdict.DISPROVEN if still else Verdict.RUNNING if lately or start < ATTACHED else Verdict.PROVEN
    assert judged.verdict is expected


@given(signs, st.integers(0, 800), signs)
def test_what_happens_later_changes_nothing(found, ago, later):
    today = ATTACHED + timedelta(days=ago)
    after = [
        Sign(sign.table, "later", sign.person_id, max(sign.since, today + timedelta(days=1)), None) for sign in later
    ]
    for measure in (quiet, lambda case, found: fallen(case, found, by_per_cent=33)):
        assert measure(a_case(today), [*found, *after]) == measure(a_case(today), found)


@given(signs, st.integers(0, 800), st.data())
def test_the_order_of_rows_changes_nothing(found, ago, data):
    shuffled = data.draw(st.permutations(found))
    today = ATTACHED + timedelta(days=ago)
    for measure in (quiet, lambda case, found: fallen(case, found, by_per_cent=60)):
        assert measure(a_case(today), shuffled) == measure(a_case(today), found)


@given(signs, st.integers(0, 800), signs)
def test_more_signs_never_prove_more(found, ago, more):
    today = ATTACHED + timedelta(days=ago)
    if quiet(a_case(today), found).verdict is not Verdict.PROVEN:
        assert quiet(a_case(today), [*found, *more]).verdict is not Verdict.PROVEN


def test_a_progress_that_began_too_late_before_the_case_was_over_is_disproven(told):
    closed = told.weeks(50)
    assert held_since(told.case(told.weeks(76), closed), told.weeks(50), 26, ()).verdict is Verdict.PROVEN
    late = told.weeks(50, days=1)
    assert held_since(told.case(told.weeks(76, days=-1), closed), late, 26, ()).verdict is Verdict.RUNNING
    assert held_since(told.case(told.weeks(76), closed), late, 26, ()).verdict is Verdict.DISPROVEN


def test_an_event_with_several_members_is_counted_once(told):
    members = [Sign("feeds.police_incident", "I1", who, told.weeks(20), told.weeks(20)) for who in ("adult", "child")]
    judged = fallen(told.case(told.weeks(26)), members, by_per_cent=33)
    assert judged.why.startswith("1 in 26 weeks")


def test_terms_that_do_not_follow_one_another_are_no_average(told):
    rows = [told.term("child", number, 0) for number in (0, 2)]
    known = SimpleNamespace(of=lambda *_: rows)
    assert attended(told.case(told.weeks(104)), known, per_cent=90, terms=2).verdict is Verdict.RUNNING


@pytest.mark.parametrize("possible", [0, None])
def test_a_term_without_sessions_is_no_term(told, possible):
    rows = [told.term("child", 0, 0, possible or 0), told.term("child", 1, 0)]
    known = SimpleNamespace(of=lambda *_: rows)
    assert attended(told.case(told.weeks(104)), known, per_cent=90, terms=2).verdict is Verdict.RUNNING


@pytest.mark.parametrize("weeks", [1, 13, 26, 60, 104])
def test_the_councils_period_ends_on_its_day_and_no_sooner(told, weeks):
    seen = [Sign("feeds.ssd_missing", "M", "child", told.weeks(10), told.weeks(10))]
    due = told.weeks(10 + weeks)
    for today, word in ((due - timedelta(days=1), Verdict.RUNNING), (due, Verdict.PROVEN)):
        assert quiet(told.case(today, quiet_weeks=weeks), seen).verdict is word


@pytest.mark.parametrize("weeks", [13, 60, 104])
def test_a_fall_is_measured_over_the_councils_period_on_both_sides(told, weeks):
    before = [
        Sign("feeds.police_asb", f"B{n}", "child", told.weeks(1 - weeks), told.weeks(1 - weeks)) for n in range(10)
    ]
    after = [Sign("feeds.police_asb", f"A{n}", "child", told.weeks(weeks), told.weeks(weeks)) for n in range(4)]
    case = told.case(told.weeks(weeks), quiet_weeks=weeks)
    assert fallen(case, [*before, *after], by_per_cent=60).verdict is Verdict.PROVEN
    assert fallen(case, [*before, *after], by_per_cent=61).verdict is Verdict.DISPROVEN
    assert (
        fallen(told.case(told.weeks(weeks, days=-1), quiet_weeks=weeks), before, by_per_cent=60).verdict
        is Verdict.RUNNING
    )
