"""What was signed about this week's models stands in the lake, in the words of its contracts."""

from dataclasses import replace
from datetime import date

import pytest

from csps.access.states import ModelState
from csps.approval.standing import standing_of
from csps.approval.verdicts import word_of, write_verdicts
from csps.approval.verification import approved_model
from csps.contracts.code_lists.stages import MODEL_STATE
from csps.store import Edition, Lake


@pytest.fixture
def edition(tmp_path):
    return Edition(Lake(tmp_path / "lake"), date(2026, 11, 16))


@pytest.fixture
def write(edition, approvals, spec, kit):
    """Write what may be used today, and give it."""

    def now():
        model = approved_model(approvals, model=spec.name, on=kit.DAY)
        write_verdicts(edition, model="maltreatment", approved=model)
        return model

    return now


def rows(edition, table):
    with edition.connect() as lake:
        return lake.table(table).to_pyarrow().to_pylist()


def test_the_verdict_and_its_reviews(edition, write, approved, kit):
    model = write()
    (verdict,) = rows(edition, "approval.verdict")
    assert verdict == {
        "model": "maltreatment",
        "model_version": approved.version,
        "state": "approved",
        "trainer": "t.rain",
        "decided_on": kit.DAY,
        "valid_until": date(2027, 11, 15),
        "tested": "Tested on 900 families. It found 9 of 90.",
        "list_length": 20,
        "rules": None,
        "demonstration": False,
    }
    (review,) = rows(edition, "approval.review")
    assert (review["reviewer"], review["verdict"]) == ("r.view", "approve")
    assert review["statement"] == model.standing.reviews[0].digest


def test_a_version_no_longer_used_has_no_verdict_about_this_week(edition, write, approved, approve_another):
    write()
    second = approve_another()
    write()
    assert [row["model_version"] for row in rows(edition, "approval.verdict")] == [second.version]
    assert len(rows(edition, "approval.review")) == 2


def test_every_state_has_a_word_of_the_contract(approvals, approved, kit):
    standing = standing_of(approvals, "maltreatment", approved.version, kit.DAY)
    words = {word_of(replace(standing, state=state)) for state in ModelState}
    assert words | {"lapsed"} == set(MODEL_STATE.values)
    later = standing_of(approvals, "maltreatment", approved.version, kit.DAY + 60 * kit.WEEK)
    assert word_of(later) == "lapsed"
