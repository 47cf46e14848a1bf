"""Who did what, and which marks were in force each time, is told as the journal and the signed reports have it."""

from dataclasses import replace

import pytest

from csps.approval.history import acts_on, changed_marks, earlier_submissions
from csps.approval.review import withdraw
from csps.approval.submission import submit


def test_acts_name_who_trained_signed_and_withdrew_with_their_reasons(approvals, approved, kit):
    said = {"model": "maltreatment", "version": approved.version, "reason": "A feed was wrong.", "on": kit.DAY}
    withdraw(approvals, by=kit.signed_in(kit.SECOND), **said)
    assert [str(act) for act in acts_on(approvals, "maltreatment", approved.version)] == [
        "2026-11-16 t.rain trained and submitted it: Trained, measured and submitted for review.",
        "2026-11-16 r.view approved it: Read with the team.",
        "2026-11-16 s.cond withdrew it: A feed was wrong.",
    ]


def test_the_first_version_had_none_before_it(approvals, submitted, kit):
    assert earlier_submissions(approvals, "maltreatment", submitted.version, kit.DAY) == ()


def test_an_earlier_version_says_what_it_missed_and_had_to_reach(approvals, evidence, kit):
    first = submit(approvals, *evidence(**kit.MISSED), by=kit.signed_in(kit.TRAINER))
    second = submit(approvals, *evidence(trees=b"second"), by=kit.signed_in(kit.TRAINER))
    (earlier,) = earlier_submissions(approvals, "maltreatment", second.version, kit.DAY)
    assert (earlier.version, earlier.missed) == (first.version, 1)
    assert earlier.marks == first.report.evidence.marks
    assert earlier.acts[0].person == "t.rain"


def test_marks_of_a_version_that_was_tampered_with_are_not_believed(approvals, evidence, kit):
    first = submit(approvals, *evidence(), by=kit.signed_in(kit.TRAINER))
    second = submit(approvals, *evidence(trees=b"second"), by=kit.signed_in(kit.TRAINER))
    (first.place / "report.json").unlink()
    (earlier,) = earlier_submissions(approvals, "maltreatment", second.version, kit.DAY)
    assert (earlier.marks, earlier.missed) == (None, None)
    assert earlier.acts


def test_the_journal_alone_shows_that_marks_were_changed(make, approvals, evidence, spec, kit):
    submit(approvals, *evidence(), by=kit.signed_in(kit.TRAINER))
    looser = replace(spec, pass_marks=replace(spec.pass_marks, auc_at_least=0.6))
    object.__setattr__(looser, "fingerprint", "1" * 64)
    submit(make(spec=looser), *evidence(trees=b"second", spec=looser), by=kit.signed_in(kit.TRAINER))
    before, now = (event.draft.details["marks"] for event in approvals.told("maltreatment"))
    assert before != now


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ({"a": "1"}, {"a": "1"}, ()),
        ({"a": "1"}, {"a": "2"}, ("a was 1, is 2",)),
        ({}, {"a": "2"}, ("a was not set, is 2",)),
        ({"a": "1"}, {}, ("a was 1, is not set",)),
    ],
)
def test_every_difference_of_marks_is_said(before, now, said):
    assert changed_marks(before, now) == said
