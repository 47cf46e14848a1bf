"""Lines that are met where several others are met on the same day."""

from dataclasses import replace

import pytest

from csps.domain.errors import SettingsError
from csps.outcomes.criteria import evidence_on, judged
from csps.outcomes.evidence import Evidence
from csps.outcomes.line import Line, Standing
from csps.outcomes.rule_sets import SF2022
from csps.outcomes.together import in_order
from csps.store.people import people_on


def line(name, *all_of):
    return Line(id=name, headline=11, words="A line.", standing=Standing.CONFIRMED, source="a test", all_of=all_of)


@pytest.fixture
def met(town, kit):
    """Give the rows behind a line that needs two others, on a day."""
    few = tuple(each for each in SF2022.lines if each.id in ("SF6.2", "SF8.3"))
    rules = replace(SF2022, lines=(line("LOC2", "LOC1"), *few, line("LOC1", "SF6.2", "SF8.3")))

    def ask(day, name="LOC1"):
        with town.edition().connect() as lake:
            rows = judged(Evidence(lake, people_on(lake, kit.DAY), kit.ago(-60)), rules)
            shown = evidence_on(rows, day).to_pyarrow().to_pylist()
        return {(row["person_id"], row["from_table"], row["since"]) for row in shown if row["criterion"] == name}

    return ask


def add(town, kit, missing, incident):
    town.week = kit.ago(-60)
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(missing)})
    town.add(
        "feeds.police_incident",
        {"person": "child", "incident_date": kit.ago(incident), "incident_type": "DOMESTIC", "role": "CHILD_PRESENT"},
    )


def test_both_must_be_met_on_the_day_and_their_rows_are_the_evidence(town, kit, met):
    add(town, kit, missing=30, incident=5)
    both = {("teenager", "feeds.ssd_missing", kit.ago(5)), ("child", "feeds.police_incident", kit.ago(5))}
    assert met(kit.DAY) == both
    assert met(kit.DAY, "LOC2") == both, "a line may need one that needs others"


@pytest.mark.parametrize(("day", "is_met"), [(5, True), (6, False), (-21, True), (-22, False)])
def test_they_are_met_together_from_the_later_beginning_to_the_earlier_end(town, kit, met, day, is_met):
    add(town, kit, missing=30, incident=5)
    assert bool(met(kit.ago(day))) is is_met


def test_one_alone_is_not_enough(town, kit, met):
    add(town, kit, missing=60, incident=5)
    assert met(kit.DAY) == set()


def test_lines_come_after_those_they_are_made_of():
    lines = (line("C", "B"), line("B", "A"), line("A"))
    assert [each.id for each in in_order(lines)] == ["A", "B", "C"]


@pytest.mark.parametrize("lines", [(line("A", "B"), line("B", "A")), (line("A", "A"),), (line("A", "gone"),)])
def test_a_circle_is_refused_with_its_lines(lines):
    with pytest.raises(SettingsError, match="The lines A"):
        in_order(lines)
