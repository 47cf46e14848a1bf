"""Who may sign what: a reviewer who did not train, over evidence that passed, once."""

import dataclasses

import pytest

from csps.access.states import ModelState
from csps.approval.review import withdraw
from csps.approval.standing import standing_of
from csps.approval.statement import Verdict
from csps.approval.submission import submit
from csps.domain.errors import AccessError, ApprovalError, UsageError
from csps.journal.kinds import Kind


def test_an_approval_is_signed_told_and_said(approvals, submitted, approve, kit):
    reviewed = approve()
    assert str(reviewed) == f"r.view has approved maltreatment@{submitted.version}; it may be used until 2027-11-15."
    event = approvals.told("maltreatment")[-1]
    assert (event.draft.kind, event.draft.actor) == (Kind.MODEL_APPROVED, kit.REVIEWER.fingerprint)
    assert dict(event.draft.details) == submitted.report.hashes
    assert reviewed.standing.state is ModelState.APPROVED


def test_a_model_that_fell_short_is_not_approved_and_every_check_is_named(approvals, evidence, approve, spec, kit):
    groups = [row for row in kit.group_rows(spec) if (row["grouping"], row["group_name"]) != ("sex", "b")]
    submit(approvals, *evidence(**kit.MISSED, groups=groups), by=kit.signed_in(kit.TRAINER))
    with pytest.raises(ApprovalError) as refused:
        approve()
    words = str(refused.value)
    assert "of 65 checks 5 were missed or could not be judged" in words
    assert "Calibration slope 0.500 (0.400 to 0.600); between 0.750 and 1.330" in words
    assert "AUC by sex 1 of 1 groups large enough to be compared; no group further than 0.080" in words
    assert "AUC 0.800" not in words
    assert Kind.MODEL_APPROVED not in {event.draft.kind for event in approvals.told("maltreatment")}


def test_what_no_mark_decides_is_acknowledged_by_name_and_signed(approvals, evidence, approve, spec, kit):
    groups = kit.group_rows(spec, small=("tiny",))
    submit(approvals, *evidence(groups=groups), by=kit.signed_in(kit.TRAINER))
    names = [f"too small by {' x '.join(one.value for one in each)}" for each in spec.fairness.comparisons()]
    with pytest.raises(ApprovalError) as refused:
        approve(acknowledged=names[1:])
    assert "has 1 facts" in str(refused.value)
    assert "too small by ethnicity: tiny (12 families, 1 with the outcome)" in str(refused.value)
    with pytest.raises(UsageError, match="states no such fact: 'too small by height'"):
        approve(acknowledged=[*names, "too small by height"])
    assert Kind.MODEL_APPROVED not in {event.draft.kind for event in approvals.told("maltreatment")}
    reviewed = approve(acknowledged=names)
    assert reviewed.statement.acknowledged == tuple(sorted(names))
    assert reviewed.standing.state is ModelState.APPROVED


def test_a_refusal_acknowledges_nothing(approvals, evidence, approve, spec, kit):
    submit(approvals, *evidence(groups=kit.group_rows(spec, small=("tiny",))), by=kit.signed_in(kit.TRAINER))
    assert approve(verdict=Verdict.REFUSE).statement.acknowledged == ()


def test_a_model_whose_marks_were_changed_since_is_not_approved(make, submitted, approve, spec):
    changed = dataclasses.replace(spec)
    object.__setattr__(changed, "fingerprint", "0" * 64)
    with pytest.raises(ApprovalError, match="specification of maltreatment was changed"):
        approve(where=make(spec=changed))
    assert approve(where=make(spec=changed), verdict=Verdict.REFUSE).standing.state is ModelState.REFUSED


def test_a_trainer_does_not_judge_their_own_model_under_any_role(approvals, evidence, approve, kit):
    submit(approvals, *evidence(), by=kit.signed_in(kit.BOTH))
    for verdict in Verdict:
        with pytest.raises(AccessError, match="judges a model is not whoever trained it"):
            approve(kit.BOTH, verdict=verdict)


def test_whoever_is_no_reviewer_is_told_whose_duty_it_is(submitted, approve, kit):
    for key in (kit.TRAINER, kit.OFFICER):
        with pytest.raises(AccessError, match="duty of reviewer"):
            approve(key)


def test_a_refusal_is_final(submitted, approvals, approve, kit):
    reviewed = approve(verdict=Verdict.REFUSE)
    assert str(reviewed) == f"r.view has refused maltreatment@{submitted.version}; it may not be used."
    assert reviewed.standing.state is ModelState.REFUSED
    with pytest.raises(AccessError, match="refused by a reviewer"):
        approve(kit.SECOND)


def test_a_model_that_fell_short_can_be_refused(approvals, evidence, approve, kit):
    submit(approvals, *evidence(**kit.MISSED), by=kit.signed_in(kit.TRAINER))
    assert approve(verdict=Verdict.REFUSE).standing.state is ModelState.REFUSED


def test_two_reviewers_are_two_people(make, submitted, approve, kit):
    two = make(reviewers=2)
    first = approve(where=two)
    assert "1 more must sign" in str(first)
    assert first.standing.state is ModelState.PASSED
    with pytest.raises(ApprovalError, match=r"r\.view has signed a verdict .* already"):
        approve(where=two)
    second = approve(kit.SECOND, where=two)
    assert (second.wanting, second.standing.state) == (0, ModelState.APPROVED)


def test_an_approval_that_lapsed_may_be_given_again_by_the_same_person(approvals, approved, approve, clock, kit):
    clock.now += 60 * kit.WEEK
    later = kit.DAY + 60 * kit.WEEK
    assert standing_of(approvals, "maltreatment", approved.version, later).lapsed
    assert approve(on=later).standing.valid_until == later + 52 * kit.WEEK


def test_nothing_submitted_is_nothing_to_review(approve):
    with pytest.raises(ApprovalError, match=r"No version of maltreatment was submitted .* `csps train maltreatment`"):
        approve()


def test_a_reason_that_finds_somebody_is_refused_before_anything_is_signed(submitted, approvals, approve):
    with pytest.raises(UsageError, match="e-mail address"):
        approve(reason="asked by jo@example.org")
    assert approvals.review_files("maltreatment", submitted.version) == {}


def test_withdrawing_is_signed_told_and_final(approvals, approved, approve, kit):
    standing = withdraw(
        approvals,
        model="maltreatment",
        version=approved.version,
        reason="A feed was wrong.",
        by=kit.signed_in(kit.OFFICER),
        on=kit.DAY,
    )
    assert standing.state is ModelState.WITHDRAWN
    assert approvals.told("maltreatment")[-1].draft.kind is Kind.MODEL_WITHDRAWN
    with pytest.raises(AccessError, match="withdrawn after it was approved"):
        approve(kit.SECOND)


def test_only_what_is_approved_is_withdrawn(approvals, submitted, kit):
    with pytest.raises(AccessError):
        withdraw(
            approvals,
            model="maltreatment",
            version=submitted.version,
            reason="A feed was wrong.",
            by=kit.signed_in(kit.REVIEWER),
            on=kit.DAY,
        )
