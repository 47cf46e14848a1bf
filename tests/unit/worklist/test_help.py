"""Who helps already: what has begun and not ended, as it was known on the Monday, and what nobody can know."""

from __future__ import annotations

from datetime import date

import pytest

from csps.store.held import a_few_rows
from csps.worklist.gathering import gather
from csps.worklist.help import SOURCES, find_help, unknown_help
from csps.worklist.run import list_families
from csps.worklist.sheet import Help

KNOWN = date(2026, 10, 5)


@pytest.fixture
def told(make, kit):
    """A function that makes a week of family "aa", whose first child a row of a service is about, and finds help for it."""

    def found(table, ident, started, ended=None, *, refused=(), known_on=KNOWN, **more):
        edition = make({"aa": 16})
        row = {
            "record_id": f"r0{kit.family_id('aa')[:-2]}",
            ident: "E1",
            "known_on": known_on,
            "delivery": "d.csv",
            "line": 2,
        }
        source = next(source for source in SOURCES if source.table == table)
        kit.write(edition, table, [row | {source.started: started, source.ended: ended} | more], "d")
        if source.case:
            member = row | {"case_ref": "E1", "joined_on": started}
            kit.write(edition, "feeds.programme_member", [member], "d")
        with edition.connect() as lake:
            families = a_few_rows({"family_id": [kit.family_id("aa")]}, {"family_id": "string"})
            rows = find_help(lake, families, kit.WEEK, refused).to_pyarrow().to_pylist()
        return [(row["service"], row["since"]) for row in rows]

    return found


PLAN = ("feeds.ssd_cp_plans", "cppl_cp_plan_id")
CASE = ("feeds.ssd_cin_episodes", "cine_referral_id")


@pytest.mark.parametrize(
    ("table", "ident", "service", "more"),
    [
        ("feeds.ssd_s47_enquiry", "s47e_s47_enquiry_id", "section 47 enquiry", {}),
        ("feeds.ssd_cin_assessments", "cina_assessment_id", "assessment", {}),
        (*PLAN, "protection plan", {}),
        ("feeds.ssd_cla_episodes", "clae_cla_episode_id", "looked after", {"clae_cla_episode_start_reason": "S"}),
        (*CASE, "social care", {"cine_referral_nfa": False}),
        ("feeds.ssd_early_help_episodes", "earl_episode_id", "early help", {}),
        ("feeds.programme_case", "case_ref", "programme",
         {"rule_set": "SF2022", "stage": "PLAN", "identified_on": date(2026, 1, 5)}),
    ],
)  # fmt: skip
def test_what_has_begun_and_not_ended_is_help(told, table, ident, service, more):
    assert told(table, ident, date(2026, 3, 2), **more) == [(service, date(2026, 3, 2))]


@pytest.mark.parametrize(
    ("started", "ended", "helps"),
    [
        (date(2026, 11, 16), None, True),
        (date(2026, 11, 17), None, False),
        (date(2026, 3, 2), date(2026, 11, 16), False),
        (date(2026, 3, 2), date(2026, 11, 17), True),
    ],
)
def test_it_counts_from_its_first_day_to_the_day_before_its_last(told, started, ended, helps):
    assert bool(told(*PLAN, started, ended)) == helps


def test_a_referral_that_was_not_taken_up_is_no_help(told):
    assert told(*CASE, date(2026, 3, 2), cine_referral_nfa=True) == []


ENQUIRY = ("feeds.ssd_s47_enquiry", "s47e_s47_enquiry_id")


@pytest.mark.parametrize(
    ("ended", "outcome", "said"),
    [
        (date(2026, 11, 16), "SUBSTANTIATED_ICPC", True),
        (date(2025, 11, 18), "SUBSTANTIATED_NO_ICPC", True),
        (date(2025, 11, 17), "SUBSTANTIATED_ICPC", False),
        (date(2026, 11, 16), "NOT_SUBSTANTIATED", False),
        (date(2026, 11, 16), None, False),
    ],
)
def test_an_enquiry_that_substantiated_concerns_is_said_for_a_year_with_the_day_on_which_it_ended(
    told, ended, outcome, said
):
    found = told(*ENQUIRY, date(2025, 10, 6), ended, s47e_s47_outcome_code=outcome)
    assert found == ([("section 47 substantiated", ended)] if said else [])


def test_an_enquiry_is_under_way_whatever_it_is_going_to_find(told):
    """It is recorded with its outcome before it ends."""
    found = told(*ENQUIRY, date(2026, 11, 2), date(2026, 11, 20), s47e_s47_outcome_code="SUBSTANTIATED_ICPC")
    assert found == [("section 47 enquiry", date(2026, 11, 2))]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("SUBSTANTIATED_ICPC", [("section 47 substantiated", KNOWN)]),
        ("NOT_SUBSTANTIATED", []),
        (None, [("section 47 enquiry", date(2023, 5, 1))]),
    ],
)
def test_an_enquiry_with_a_finding_and_no_end_is_over_since_the_finding_was_first_on_record(told, outcome, said):
    """Some registers never fill the end; model and page count the same row as a finding."""
    assert told(*ENQUIRY, date(2023, 5, 1), s47e_s47_outcome_code=outcome) == said


def test_a_finding_that_is_delivered_again_every_week_is_as_old_as_at_first(make, kit):
    edition = make({"aa": 16})
    table, ident = ENQUIRY
    row = {"record_id": f"r0{kit.family_id('aa')[:-2]}", ident: "E1", "s47e_s47_start_date": date(2023, 5, 1)}
    row |= {"s47e_s47_outcome_code": "SUBSTANTIATED_ICPC", "delivery": "d.csv", "line": 2}
    rows = [row | {"known_on": day} for day in (date(2023, 6, 5), KNOWN)]
    kit.write(edition, table, rows, "d")
    with edition.connect() as lake:
        families = a_few_rows({"family_id": [kit.family_id("aa")]}, {"family_id": "string"})
        assert find_help(lake, families, kit.WEEK, ()).to_pyarrow().to_pylist() == []


def test_what_became_known_later_is_not_there(told):
    assert told(*PLAN, date(2026, 3, 2), known_on=date(2026, 11, 17)) == []


def test_a_feed_that_may_not_be_used_tells_nothing_and_is_said_to(told, make):
    assert told(*PLAN, date(2026, 3, 2), refused=[PLAN[0]]) == []
    with make({"aa": 16}).connect() as lake:
        assert unknown_help(lake, [PLAN[0]]) == tuple(source.service for source in SOURCES)


def test_the_list_says_who_helps(make, programme, specs, kit):
    edition = make({"aa": 16, "bb": 3})
    for ident, started in (("E1", date(2026, 3, 2)), ("E2", date(2025, 3, 3))):
        row = {
            "record_id": f"r0{kit.family_id('aa')[:-2]}",
            "cppl_cp_plan_id": ident,
            "cppl_cp_plan_start_date": started,
        }
        kit.write(edition, PLAN[0], [row | {"known_on": KNOWN, "delivery": "d.csv", "line": 2}], ident)
    list_families(edition, programme=programme)
    with edition.connect() as lake:
        found = gather(lake, as_of=kit.WEEK, programme=programme, specs=specs)
    assert [family.help for family in found.families] == [(Help("protection plan", date(2025, 3, 3)),), ()]
    services = (source.service for source in SOURCES)
    assert found.unknown_help == tuple(one for one in services if one != "protection plan")
