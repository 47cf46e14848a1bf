"""From a family's scores to the rows behind them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.domain.errors import UsageError
from csps.features import compute_features
from csps.workspace.reasons import why_scored

POLICE = "feeds.police_incident"
VERSION = "v" * 16
SAID = {"model": "maltreatment", "model_version": VERSION, "as_of": DAY, "family_id": "family"}


@pytest.fixture
def published(site, tmp_path):
    """A week with a score, a reason of the model that gave it, and one of an earlier model."""
    town = KnownTown(tmp_path / "town").family().family(Member("girl", "child", 60), name="unscored")
    days = [DAY - timedelta(days=days) for days in (3, 40)]
    town.add(POLICE, *({"person": "mother", "incident_date": day, "incident_id": str(day)} for day in days))
    reason = SAID | {"population": "week", "topic": "police", "direction": "raises", "contribution": 0.5}
    edition = town.edition()
    compute_features(edition, dates=[DAY], programme=site.programme)
    told = [
        reason | {"place": 1, "feature": "police_incidents_52w", "sentence": "2 police incidents (raises)"},
        reason
        | {
            "place": 2,
            "feature": "children_11_to_17_now",
            "sentence": "1 child of 11 to 17 (lowers)",
            "direction": "lowers",
        },
        reason | {"place": 1, "feature": "debts_52w", "sentence": "of another", "model_version": "w" * 16},
    ]
    edition.write("explain.reason", town._arrow("explain.reason", told), part=f"maltreatment/{DAY.isoformat()}")
    score = SAID | {"score": 0.2, "of_100": 20, "band": "many signs", "place": 1}
    edition.write("scoring.score", town._arrow("scoring.score", [score]), part=DAY.isoformat())
    edition.publish()
    return replace(site, lake=town.lake, folder=site.folder / "our town")


def test_each_reason_leads_to_its_rows_and_to_the_words_that_show_them(published):
    raising, lowering = why_scored(published, "family")
    assert (raising.model, raising.raises, raising.sentence) == ("maltreatment", True, "2 police incidents (raises)")
    assert [row.happened_on for row in raising.behind.rows] == [DAY - timedelta(days=days) for days in (3, 40)]
    assert "csps features explain family police_incidents_52w --as-of 2026-03-02 --workspace" in raising.command
    assert raising.command.endswith("our town'"), "a shell takes it as one word"
    assert lowering.raises is False
    assert lowering.behind.value == 1


@pytest.mark.parametrize(("family", "day"), [("unscored", None), ("nobody", None), ("family", DAY - timedelta(7))])
def test_a_family_without_reasons_is_refused(published, family, day):
    with pytest.raises(UsageError, match=f"No reasons were given for a family {family}"):
        why_scored(published, family, day)


def test_nothing_published_is_refused(site):
    with pytest.raises(UsageError, match="Nothing is published yet"):
        why_scored(site, "family")
