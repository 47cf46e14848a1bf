"""What became of every family on the programme."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.known_town import DAY

from csps.outcomes.progress.finding import CaseProgress, NeedProgress, find_progress, unless_silent, weighed
from csps.outcomes.progress.sf.sf6_2_missing import RULE
from csps.outcomes.progress.verdict import Judged, Verdict
from csps.settings.progress_thresholds import ProgressThresholds
from csps.store.arrivals import Arrived


@pytest.fixture
def found(programme_town, programme):
    """Judge all cases on a day."""

    def ask(day=DAY):
        with programme_town.edition().connect() as lake:
            return find_progress(lake, day, programme)

    return ask


def went_missing(town, *days, **more):
    town.add(
        "feeds.ssd_missing",
        *(
            {"person": "teenager", "miss_table_id": f"M{day}", "miss_missing_episode_start_date": day, **more}
            for day in days
        ),
    )


def test_a_need_on_record_that_stays_quiet_is_proven_with_its_rows(programme_town, found, told):
    programme_town.case("F1").need("F1", "SF6.2", "OPEN")
    went_missing(programme_town, told.weeks(-3), told.weeks(4))
    (case,) = found()
    (need,) = case.needs
    assert (case.verdict, need.judged.verdict, need.identified, need.on_record, need.said) == (
        Verdict.PROVEN,
        Verdict.PROVEN,
        True,
        True,
        "OPEN",
    )
    assert (need.judged.holds_from, need.judged.due_on) == (told.weeks(4), told.weeks(30))
    assert [(sign.table, sign.person_id, sign.since) for sign in need.judged.signs] == [
        ("feeds.ssd_missing", "teenager", told.weeks(-3)),
        ("feeds.ssd_missing", "teenager", told.weeks(4)),
    ]
    assert case.employment is None


def test_facts_known_after_the_day_change_nothing(programme_town, found, told):
    programme_town.week = told.weeks(130)
    programme_town.case("F1").need("F1", "SF6.2", "OPEN")
    went_missing(programme_town, told.weeks(-3))
    before = found()
    went_missing(programme_town, told.weeks(100), known_on=told.weeks(105))
    went_missing(programme_town, told.weeks(110))
    programme_town.need("F1", "SF6.2", "UNMET", known_on=told.weeks(120))
    assert found() == before


def test_the_needs_that_the_programme_identified_decide(programme_town, found, told):
    programme_town.case("F1").need("F1", "SF6.2", "MET")
    went_missing(programme_town, told.weeks(-3))
    programme_town.add(
        "feeds.ssd_cp_plans",
        {"person": "child", "cppl_cp_plan_start_date": told.weeks(-3), "cppl_cp_plan_end_date": None},
    )
    (case,) = found()
    assert {need.rule.id: need.judged.verdict.value for need in case.needs} == {"SF6.1": "disproven", "SF6.2": "proven"}
    assert case.verdict is Verdict.PROVEN


def test_employment_alone_is_progress_under_troubled_families(programme_town, found, told):
    programme_town.case("F1", rule_set="TFP2015")
    programme_town.add(
        "feeds.ssd_cp_plans",
        {"person": "child", "cppl_cp_plan_start_date": told.weeks(-3), "cppl_cp_plan_end_date": None},
    )
    spell = {"person": "mother", "benefit": "UC"}
    programme_town.add(
        "feeds.benefit_spell",
        {**spell, "conditionality": "SEARCHING", "start_date": told.weeks(-30), "end_date": told.weeks(20)},
        {**spell, "conditionality": "WORKING_ENOUGH", "start_date": told.weeks(20), "end_date": None},
    )
    (case,) = found()
    assert {need.rule.id: need.judged.verdict.value for need in case.needs} == {
        "TF3.step_down": "disproven",
        "TF4.work": "proven",
    }
    assert (case.by_employment, case.verdict) == (True, Verdict.PROVEN)


def judged(verdict):
    return Judged(verdict=verdict, why="so it is", judged_on=DAY, holds_from=DAY, due_on=DAY)


@pytest.mark.parametrize(
    ("said", "on_record", "proven", "running"),
    [
        ("OPEN", True, "proven", "running"),
        (None, True, "proven", "running"),
        ("MET", False, "proven", "running"),
        ("OPEN", False, "not known", "not known"),
        (None, False, "not known", "not known"),
        ("UNMET", True, "disproven", "disproven"),
        ("UNMET", False, "disproven", "disproven"),
    ],
)
def test_an_absence_is_weighed_against_the_programmes_own_word(said, on_record, proven, running):
    assert weighed(judged(Verdict.PROVEN), said, on_record=on_record).verdict.value == proven
    assert weighed(judged(Verdict.RUNNING), said, on_record=on_record).verdict.value == running


@pytest.mark.parametrize("verdict", [Verdict.DISPROVEN, Verdict.NOT_KNOWN])
def test_a_word_does_not_outweigh_a_row(verdict):
    assert weighed(judged(verdict), "MET", on_record=True) == judged(verdict)


@pytest.mark.parametrize(
    ("arrived", "verdict"),
    [
        (Arrived(DAY), "proven"),
        (Arrived(date(2020, 1, 6), date(2026, 2, 23), DAY), "proven"),
        (Arrived(date(2020, 1, 6), date(2026, 2, 22), date(2026, 3, 1)), "not known"),
        (Arrived(date(2026, 3, 3)), "not known"),
        (None, "not known"),
    ],
)
def test_no_silence_is_taken_for_progress(arrived, verdict):
    tables = {} if arrived is None else {"feeds.ssd_missing": arrived}
    assert unless_silent(judged(Verdict.PROVEN), ("feeds.ssd_missing",), tables).verdict.value == verdict
    assert unless_silent(judged(Verdict.DISPROVEN), ("feeds.ssd_missing",), tables).verdict is Verdict.DISPROVEN


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        ((), "not known"),
        (("proven", "proven"), "proven"),
        (("proven", "running"), "running"),
        (("running", "not known"), "not known"),
        (("not known", "disproven", "proven"), "disproven"),
    ],
)
def test_a_family_has_made_progress_when_every_need_has(told, verdicts, whole):
    needs = tuple(
        NeedProgress(rule=RULE, identified=False, on_record=True, judged=judged(Verdict(each))) for each in verdicts
    )
    case = CaseProgress(case=told.case(DAY), needs=needs)
    assert case.verdict.value == whole
    assert case.count(Verdict.PROVEN) == verdicts.count("proven")
    extra = replace(needs[0], identified=True) if needs else None
    if extra is not None:
        assert CaseProgress(case=told.case(DAY), needs=(extra, *needs)).verdict is extra.judged.verdict


def test_a_case_is_judged_by_what_the_council_asked_when_it_was_attached(programme_town, programme, told):
    programme_town.case("F1").need("F1", "SF6.2", "OPEN")
    went_missing(programme_town, told.weeks(-3), told.weeks(90))
    now, later = programme.rule_sets[1], programme.rule_sets[2]
    assert now.holds_on(told.ATTACHED)
    assert later.holds_on(DAY)
    for attached, today, verdict in ((13, 26, Verdict.PROVEN), (26, 13, Verdict.RUNNING)):
        asked = (
            replace(now, progress=ProgressThresholds(quiet_weeks=attached)),
            replace(later, progress=ProgressThresholds(quiet_weeks=today)),
        )
        chosen = replace(programme, rule_sets=(programme.rule_sets[0], *asked))
        with programme_town.edition().connect() as lake:
            (case,) = find_progress(lake, DAY, chosen)
        assert (case.verdict, case.case.local.quiet_weeks) == (verdict, attached)
