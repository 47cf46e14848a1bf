"""Looking ahead from several dates at once: what each gives is what it would give alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from csps.domain.weeks import SETTLING_WEEKS
from csps.outcomes import meet_criteria
from csps.outcomes.ahead import Ahead, is_mature, looking_ahead
from csps.outcomes.in_force import rules_on

pytestmark = pytest.mark.usefixtures("few_lines")


def test_an_outcome_is_mature_a_quarter_after_its_horizon(kit):
    assert is_mature(kit.DAY, 52, kit.ago(-65))
    assert not is_mature(kit.DAY, 52, kit.ago(-64))


@pytest.fixture
def three_dates(town, kit):
    """A family on three dates a quarter apart, nominated twice between them, with an enquiry, of whom one child goes."""
    days = (kit.ago(26), kit.ago(13), kit.DAY)
    town.week = kit.ago(-70)
    for day in days[:2]:
        town.family(day=day)
        town.family(kit.Member("alone", "carer", 300), kit.Member("only", "child", 60), name="other", day=day)
    form = {"person": "mother", "nominated_on": kit.ago(20)}
    town.add(
        "feeds.professional_nomination",
        *({**form, "nomination_ref": f"N{need}", "need": need} for need in ("SF1.1", "SF1.2")),
    )
    town.add(
        "feeds.professional_nomination", {**form, "nomination_ref": "L", "need": "SF8.1", "nominated_on": kit.ago(5)}
    )
    town.add("feeds.ssd_early_help_episodes", {"person": "child", "earl_episode_start_date": kit.ago(30)})
    enquiry = {"s47e_s47_start_date": kit.ago(10), "s47e_s47_outcome_code": "SUBSTANTIATED_ICPC"}
    town.add("feeds.ssd_s47_enquiry", {**enquiry, "person": "only", "known_on": kit.ago(4)})
    return town, days


@pytest.mark.parametrize("model", ["eligibility", "maltreatment"])
def test_dates_together_give_what_each_gives_alone(three_dates, programme, specs, model):
    town, days = three_dates
    edition = town.edition()
    meet_criteria(edition, dates=days, programme=programme)
    with edition.connect() as lake:
        together = looking_ahead(lake, specs[model], days, edition.week, programme)
        assert len(set(map(id, together.values()))) == 1
        found = {day: (together[day].rows(day).read_all().to_pylist(), dict(together[day].found(day))) for day in days}
        for day in days:
            alone = looking_ahead(lake, specs[model], [day], edition.week, programme)[day]
            assert (alone.rows(day).read_all().to_pylist(), dict(alone.found(day))) == found[day]
    happened = {(day, row["family_id"]): row["event_on"] for day in days for row in found[day][0] if row["happened"]}
    assert happened, "nothing happened: the test could not fail"


def test_dates_are_told_apart_by_maturity_and_by_rules(three_dates, programme, specs, kit):
    town, days = three_dates
    edition = town.edition()
    meet_criteria(edition, dates=days, programme=programme)
    with edition.connect() as lake:
        week = days[0] + timedelta(weeks=specs["eligibility"].horizon_weeks + SETTLING_WEEKS)
        ahead = looking_ahead(lake, specs["eligibility"], days, week, programme)
    assert [ahead[day].mature for day in days] == [True, False, False]
    assert ahead[days[1]] is ahead[days[2]]


def test_a_threshold_is_looked_for_on_mondays_of_the_horizon_only(three_dates, programme, specs, kit):
    town, days = three_dates
    edition = town.edition()
    meet_criteria(edition, dates=days, programme=programme)
    with edition.connect() as lake:
        rules = rules_on(programme, days[1])
        ahead = Ahead(lake, specs["eligibility"], days[1:2], edition.week, programme=programme, rules=rules)
        (row,) = [row for row in ahead.rows(days[1]).read_all().to_pylist() if row["family_id"] == "family"]
    assert (row["happened"], row["event_on"]) == (True, kit.ago(5)), "the Monday on which the third need was nominated"
