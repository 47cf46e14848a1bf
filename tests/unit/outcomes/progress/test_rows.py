"""What is found about a case, as rows and as plain values."""

import json
from dataclasses import replace

from csps.contracts.lake import lake_tables
from csps.outcomes.progress.finding import CaseProgress, NeedProgress
from csps.outcomes.progress.rows import all_needs, as_plain, case_row, evidence_rows, need_row
from csps.outcomes.progress.sf.sf6_2_missing import RULE
from csps.outcomes.progress.tf.employment import RULE as EMPLOYMENT
from csps.outcomes.progress.verdict import Judged, Sign, Verdict, in_order
from csps.settings.progress_thresholds import ProgressThresholds


def example(told):
    sign = Sign("feeds.ssd_missing", "miss_table_id M1", "teenager", told.weeks(1), told.weeks(1))
    judged = Judged(
        verdict=Verdict.RUNNING,
        why="it holds",
        judged_on=told.weeks(9),
        holds_from=told.weeks(1),
        due_on=told.weeks(27),
        signs=(sign,),
    )
    need = NeedProgress(rule=RULE, identified=True, on_record=True, judged=judged, said="OPEN")
    return CaseProgress(case=told.case(told.weeks(9)), needs=(need,))


def test_a_case_has_its_counts_by_verdict(told):
    row = case_row(example(told), told.weeks(9))
    assert (row["needs"], row["running"], row["proven"], row["not_known"], row["verdict"]) == (1, 1, 0, 0, "running")


def test_a_need_has_its_period_and_its_rows(told):
    found = example(told)
    row = need_row(found, found.needs[0], told.weeks(9))
    assert (row["rule"], row["due_on"], row["evidence_rows"], row["programme_status"]) == (
        "SF6.2",
        told.weeks(27),
        1,
        "OPEN",
    )
    (evidence,) = evidence_rows(found, found.needs[0], told.weeks(9))
    assert (evidence["table_name"], evidence["row"], evidence["person_id"]) == (
        "feeds.ssd_missing",
        "miss_table_id M1",
        "teenager",
    )


def test_two_lines_that_say_the_same_of_one_person_are_two_rows(told):
    """Two children of one incident may be taken for one person: the week goes on, and both lines are named."""
    signs = [
        Sign("feeds.police_incident", "incident_id I1", "child", told.weeks(1), told.weeks(1), "d", line)
        for line in (8, 7)
    ]
    found = example(told)
    need = replace(found.needs[0], judged=replace(found.needs[0].judged, signs=in_order(signs)))
    rows = list(evidence_rows(found, need, told.weeks(9)))
    assert [(row["place"], row["line"]) for row in rows] == [(1, 7), (2, 8)]
    key = lake_tables()["outcomes.progress_evidence"].key
    assert len({tuple(row[name] for name in key) for row in rows}) == 2


def test_everything_is_plain(told):
    plain = as_plain(example(told))
    assert plain["details"][0]["words"] == RULE.said(ProgressThresholds())
    assert json.loads(json.dumps(plain, default=str))["details"][0]["evidence"][0]["row"] == "miss_table_id M1"


def test_the_route_of_employment_is_told_where_an_adult_was_out_of_work(told):
    judged = Judged(verdict=Verdict.NOT_KNOWN, why="off benefits", judged_on=told.weeks(9))
    for on_record, count in ((True, 1), (False, 0)):
        route = NeedProgress(rule=EMPLOYMENT, identified=False, on_record=on_record, judged=judged)
        assert len(all_needs(CaseProgress(case=told.case(told.weeks(9)), needs=(), employment=route))) == count
