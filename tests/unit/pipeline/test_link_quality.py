"""What weights say of the links that were made and of those that were left open."""

from __future__ import annotations

import pytest
from tests.factories.linked_week import ANN, EVA, KIT, LOU, publish_week, record

import csps
from csps.domain.errors import AccessError, UsageError
from csps.pipeline import estimate_links as asked
from csps.pipeline.link_quality import ALL, FEW


@pytest.fixture
def workspace(site, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)
    opened = csps.open(site.folder, environ={})
    opened.enrol_demonstrators()
    return opened


@pytest.fixture
def by(workspace):
    return workspace.sign_in("data officer", None, None)


def publish(workspace, likely=(), firm=0, possible=()):
    """Publish Eva's ties, and pairs of Kit and others that were left open."""
    ties = [("likeness", weight) for weight in likely] + [("number", None)] * firm
    publish_week(
        workspace.site,
        {
            "linkage.evidence": [
                {"record_id": f"{number:032x}", "other_record_id": record(EVA, 1), "person_id": EVA, "tie": tie,
                 "match_weight": weight}
                for number, (tie, weight) in enumerate(ties)
            ],
            "linkage.possible_link": [
                {"person_id": KIT, "other_person_id": f"{number:032x}", "match_weight": weight, "doubt": doubt}
                for number, (weight, doubt) in enumerate(possible)
            ],
            "linkage.person": [
                {"person_id": person, "month_of_birth": born, "records": 1, "registers": 1}
                for person, born in ((ANN, "1985-03"), (EVA, "2012-04"), (KIT, None), (LOU, None))
            ],
        },
    )  # fmt: skip


def groups(found):
    return {(each.attribute, each.group): each for each in found}


def test_ties_are_as_right_as_their_weights_say_and_numbers_are_right(workspace, by):
    publish(workspace, likely=[0.0] * 50, firm=50)
    whole, *_ = asked(workspace.site, by=by)
    assert (whole.group, whole.ties, whole.by_likeness) == (ALL, 100, 50)
    assert whole.precision == pytest.approx(0.75)
    assert whole.recall == 1.0


def test_what_was_left_open_was_missed_as_likely_as_it_weighs_and_what_a_rule_forbids_was_not(workspace, by):
    publish(workspace, firm=100, possible=[(0.0, "weak")] * 50 + [(20.0, "contradicted")] * 50)
    whole, *_ = asked(workspace.site, by=by)
    assert whole.precision == 1.0
    assert whole.recall == pytest.approx(100 / (100 + 50 * 0.5 / 2)), (
        "each pair is half its sides', and one is known here"
    )


def test_groups_are_told_by_age_tenure_and_what_agencies_state(workspace, by):
    publish(workspace, firm=FEW)
    found = groups(asked(workspace.site, by=by))
    assert found["age", "11 to 17"].ties == FEW
    assert found["age", "25 to 44"].precision is None, "there are too few"
    assert found["tenure", "owner or private tenant"].ties == FEW
    assert {group for attribute, group in found if attribute in ("sex", "ethnicity")} == {"not stated"}


def test_whoever_may_not_judge_links_is_not_told_and_before_a_link_there_is_nothing(workspace, by):
    with pytest.raises(UsageError, match="Nothing was linked yet"):
        asked(workspace.site, by=by)
    with pytest.raises(AccessError):
        asked(workspace.site, by=workspace.sign_in("trainer", None, None))
