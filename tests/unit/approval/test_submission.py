"""A trainer's word binds a report to a model, is given once, and makes earlier verdicts void when the evidence changes."""

import pytest

from csps.access.states import ModelState
from csps.approval.report import Report
from csps.approval.standing import standing_of, submitted_versions
from csps.approval.submission import submit
from csps.domain.errors import AccessError, StorageError
from csps.journal.kinds import Kind


def test_the_report_and_the_journal_bear_the_same_hashes(approvals, submitted, kit):
    report = Report.from_bytes((submitted.place / "report.json").read_bytes())
    (event,) = approvals.told("maltreatment")
    assert event.draft.actor == kit.TRAINER.fingerprint
    assert report.trainer == "t.rain"
    assert dict(event.draft.details) == report.hashes | {"families": 9_000, "features": 72, "marks": report.marks_hash}
    assert (submitted.place / "trained.json").read_bytes() == event.to_line()
    assert standing_of(approvals, "maltreatment", submitted.version, kit.DAY).state is ModelState.PASSED


def test_only_a_trainer_submits(approvals, evidence, kit):
    with pytest.raises(AccessError, match="may not train a model"):
        submit(approvals, *evidence(), by=kit.signed_in(kit.REVIEWER))
    assert approvals.told("maltreatment") == ()


def test_the_same_evidence_is_submitted_once_and_keeps_its_approval(approvals, approved, evidence, kit):
    submit(approvals, *evidence(), by=kit.signed_in(kit.TRAINER))
    assert [event.draft.kind for event in approvals.told("maltreatment")] == [Kind.MODEL_TRAINED, Kind.MODEL_APPROVED]
    assert standing_of(approvals, "maltreatment", approved.version, kit.DAY).state is ModelState.APPROVED


def test_what_a_kill_left_undone_is_done_by_the_next(approvals, submitted, evidence, kit):
    (submitted.place / "trained.json").unlink()
    submit(approvals, *evidence(), by=kit.signed_in(kit.TRAINER))
    assert len(approvals.told("maltreatment")) == 1
    assert standing_of(approvals, "maltreatment", submitted.version, kit.DAY).state is ModelState.PASSED


def test_other_evidence_about_the_model_must_be_reviewed_again(approvals, approved, evidence, kit):
    submit(approvals, *evidence(**kit.MISSED), by=kit.signed_in(kit.TRAINER))
    standing = standing_of(approvals, "maltreatment", approved.version, kit.DAY)
    assert (standing.state, standing.reviews) == (ModelState.FAILED, ())
    submit(
        approvals, *evidence(), by=kit.signed_in(kit.TRAINER)
    )  # back to the first evidence: still no verdict about it
    assert standing_of(approvals, "maltreatment", approved.version, kit.DAY).state is ModelState.PASSED


def test_another_trainer_of_the_same_model_signs_for_themselves(approvals, submitted, evidence, kit):
    submit(approvals, *evidence(), by=kit.signed_in(kit.BOTH))
    assert standing_of(approvals, "maltreatment", submitted.version, kit.DAY).report.trainer == "b.both"


def test_versions_are_listed_newest_last(approvals, submitted, evidence, kit):
    second = submit(approvals, *evidence(trees=b"other"), by=kit.signed_in(kit.TRAINER))
    assert submitted_versions(approvals, "maltreatment") == (submitted.version, second.version)
    assert submitted_versions(approvals, "eligibility") == ()


def test_a_disk_that_refuses_leaves_the_journal_silent(approvals, evidence, kit):
    given = evidence()
    (approvals.folder / "approvals").write_text("not a folder")
    with pytest.raises(StorageError, match="could not be kept"):
        submit(approvals, *given, by=kit.signed_in(kit.TRAINER))
    assert approvals.told("maltreatment") == ()
