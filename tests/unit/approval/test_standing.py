"""Whatever is forged, swapped, damaged or taken away about a version is found, and said in words."""

import json
from dataclasses import replace

import pytest

from csps.access.register import enrol, revoke
from csps.access.requests import make_request
from csps.access.roles import Role
from csps.access.states import ModelState
from csps.approval.approvals import subject
from csps.approval.report import Report
from csps.approval.review import review, withdraw
from csps.approval.standing import last_day, standing_of
from csps.approval.statement import SignedStatement, Statement, Verdict
from csps.approval.submission import submit
from csps.domain.errors import AccessError, ApprovalError
from csps.journal.event import Draft
from csps.journal.kinds import Kind
from csps.keys.canonical import canonical_json
from csps.keys.signing import SigningKey


@pytest.fixture
def look(approvals, submitted, kit):
    """How the submitted version stands."""
    return lambda where=approvals, on=kit.DAY: standing_of(where, "maltreatment", submitted.version, on)


@pytest.fixture
def statement(approved):
    return SignedStatement.from_bytes((approved.place / "review-r.view.json").read_bytes()).statement


def put(place, key, statement):
    signed = SignedStatement.by(key, statement)
    (place / f"review-{statement.reviewer}.json").write_bytes(signed.to_bytes())


def test_an_approved_version_says_who_and_until_when(look, approved, kit):
    standing = look()
    assert (standing.state, standing.lapsed) == (ModelState.APPROVED, False)
    assert [one.reviewer for one in standing.reviews] == ["r.view"]
    assert standing.valid_until == kit.DAY + 52 * kit.WEEK


def test_a_version_nobody_submitted(approvals, kit):
    with pytest.raises(ApprovalError, match="No trainer has submitted it"):
        standing_of(approvals, "maltreatment", "0" * 16, kit.DAY)


def test_a_report_that_was_changed_is_not_the_one_the_trainer_signed(look, approved, evidence, kit):
    better = Report(replace(evidence()[0], families=90_000), "t.rain")
    (approved.place / "report.json").write_bytes(better.to_bytes())
    with pytest.raises(ApprovalError, match="not the one whose hash its trainer signed"):
        look()


def test_a_report_that_names_another_trainer_is_found(look, approved, approvals, evidence, kit):
    """Somebody who is trainer and reviewer submits under another name, to judge the model afterwards."""
    report = Report(evidence()[0], "o.fice")
    (approved.place / "report.json").write_bytes(report.to_bytes())
    counts = {"families": 9_000, "features": 72, "marks": report.marks_hash}
    draft = Draft(kit.BOTH.fingerprint, Kind.MODEL_TRAINED, subject("maltreatment", approved.version), "Trained.",
                  counts | report.hashes)  # fmt: skip
    (approved.place / "trained.json").write_bytes(approvals.journal.append(draft, kit.BOTH).to_line())
    with pytest.raises(ApprovalError, match="names another trainer"):
        look()


def test_a_trainers_word_that_the_journal_does_not_know(look, approved, make, tmp_path, kit):
    (tmp_path / "journal").rename(tmp_path / "gone")
    with pytest.raises(ApprovalError, match="journal does not tell of its training"):
        look()


def test_a_damaged_trainers_word(look, approved):
    path = approved.place / "trained.json"
    path.write_bytes(path.read_bytes().replace(b"Trained", b"trained"))
    with pytest.raises(ApprovalError, match="not as it was written"):
        look()


def test_training_signed_by_somebody_who_was_no_trainer(look, approved, approvals, evidence, kit):
    report = Report(evidence()[0], "o.fice")
    draft = Draft(kit.OFFICER.fingerprint, Kind.MODEL_TRAINED, subject("maltreatment", approved.version), "Trained.",
                  {"families": 1, "features": 1, "marks": report.marks_hash} | report.hashes)  # fmt: skip
    (approved.place / "report.json").write_bytes(report.to_bytes())
    (approved.place / "trained.json").write_bytes(approvals.journal.append(draft, kit.OFFICER).to_line())
    with pytest.raises(ApprovalError, match=r"o\.fice was no trainer"):
        look()


def test_evidence_about_one_model_does_not_serve_another(approvals, submitted, evidence, kit):
    other = submit(approvals, *evidence(trees=b"other"), by=kit.signed_in(kit.TRAINER))
    for name in ("report.json", "trained.json"):
        (submitted.place / name).write_bytes((other.place / name).read_bytes())
    with pytest.raises(ApprovalError):
        standing_of(approvals, "maltreatment", submitted.version, kit.DAY)


def test_a_review_signed_with_another_key_in_somebodys_name(look, approved, statement, kit):
    put(approved.place, kit.SECOND, statement)
    with pytest.raises(ApprovalError, match="signature is not one of key"):
        look()


def test_a_review_whose_signer_and_name_differ(look, approved, statement, kit):
    put(approved.place, kit.SECOND, replace(statement, signed_by=kit.SECOND.fingerprint))
    with pytest.raises(ApprovalError, match="another name than its signature"):
        look()


def test_a_review_put_under_another_persons_file_name(look, approved):
    (approved.place / "review-s.cond.json").write_bytes((approved.place / "review-r.view.json").read_bytes())
    with pytest.raises(ApprovalError, match="another name than its signature"):
        look()


def test_a_review_by_a_key_nobody_enrolled(look, approved, statement):
    stranger = SigningKey(b"s" * 32)
    put(approved.place, stranger, replace(statement, signed_by=stranger.fingerprint))
    with pytest.raises(ApprovalError, match="is not enrolled"):
        look()


def test_a_review_by_somebody_who_was_no_reviewer(look, approved, statement, kit):
    put(approved.place, kit.OFFICER, replace(statement, reviewer="o.fice", signed_by=kit.OFFICER.fingerprint))
    with pytest.raises(ApprovalError, match=r"o\.fice was no reviewer on 2026-11-16"):
        look()


def test_a_trainer_who_signs_past_the_rule_is_still_refused(approvals, evidence, kit):
    own = submit(approvals, *evidence(), by=kit.signed_in(kit.BOTH))
    statement_of = Report.from_bytes((own.place / "report.json").read_bytes()).hashes
    draft = Draft(
        kit.BOTH.fingerprint, Kind.MODEL_APPROVED, subject("maltreatment", own.version), "Mine.", statement_of
    )
    approvals.journal.append(draft, kit.BOTH)
    said = Statement(
        subject=subject("maltreatment", own.version), **statement_of, verdict=Verdict.APPROVE, reason="Mine.", acknowledged=(),
        reviewer="b.both", signed_by=kit.BOTH.fingerprint, reviewed_on=kit.DAY, valid_until=kit.DAY + kit.WEEK,
    )  # fmt: skip
    put(own.place, kit.BOTH, said)
    with pytest.raises(ApprovalError, match="judges a model is not whoever trained it"):
        standing_of(approvals, "maltreatment", own.version, kit.DAY)


@pytest.mark.parametrize("name", ["model", "data", "report"])
def test_a_review_of_something_else(look, approved, statement, kit, name):
    put(approved.place, kit.REVIEWER, replace(statement, **{name: "0" * 64}))
    with pytest.raises(ApprovalError, match=r"r\.view signed another model.*csps approval approve maltreatment"):
        look()


def test_a_damaged_review(look, approved):
    path = approved.place / "review-r.view.json"
    line = json.loads(path.read_bytes())
    line["statement"]["valid_until"] = "2099-01-01"
    path.write_bytes(canonical_json(line) + b"\n")
    with pytest.raises(ApprovalError, match="signature is not one of key"):
        look()


def test_a_review_others_could_have_written_over(look, approved):
    (approved.place / "review-r.view.json").chmod(0o666)
    with pytest.raises(ApprovalError, match="mode 0666"):
        look()


def test_a_verdict_that_the_journal_does_not_tell_of_does_not_count(look, approved, statement, kit):
    put(approved.place, kit.SECOND, replace(statement, reviewer="s.cond", signed_by=kit.SECOND.fingerprint))
    assert [one.reviewer for one in look().reviews] == ["r.view"]


def test_a_verdict_whose_file_is_gone_does_not_count(look, approved):
    (approved.place / "review-r.view.json").unlink()
    assert look().state is ModelState.PASSED


def test_a_key_revoked_later_leaves_the_word_given_before(look, make, approved, kit):
    gone = revoke(kit.REGISTER, kit.REVIEWER.fingerprint, by=kit.ADMIN.fingerprint, on=kit.DAY + kit.WEEK)
    assert look(make(register=gone), kit.DAY + 2 * kit.WEEK).state is ModelState.APPROVED


def test_a_revoked_key_cannot_sign_as_of_a_day_before(look, make, clock, statement, kit):
    """A thief of a revoked key writes an earlier day into a verdict; the journal's clock says when it was told."""
    gone = make(register=revoke(kit.REGISTER, kit.SECOND.fingerprint, by=kit.ADMIN.fingerprint, on=kit.DAY + kit.WEEK))
    clock.now += 2 * kit.WEEK
    stolen = replace(statement, reviewer="s.cond", signed_by=kit.SECOND.fingerprint)
    put(gone.place("maltreatment", statement.subject[-16:]), kit.SECOND, stolen)
    hashes = {"model": statement.model, "data": statement.data, "report": statement.report}
    draft = Draft(kit.SECOND.fingerprint, Kind.MODEL_APPROVED, statement.subject, "Late.", hashes)
    gone.journal.append(draft, kit.SECOND)
    with pytest.raises(ApprovalError, match="was revoked on 2026-11-23"):
        look(gone, kit.DAY + 2 * kit.WEEK)


def test_a_verdict_of_a_later_day_does_not_count_yet(look, submitted, approve, clock, kit):
    clock.now += kit.WEEK
    approve(on=kit.DAY + kit.WEEK)
    assert look().state is ModelState.PASSED


def test_a_demonstration_key_counts_in_a_synthetic_workspace_only(look, make, submitted, approve, kit):
    approve(kit.DEMO)
    assert look().state is ModelState.APPROVED
    with pytest.raises(ApprovalError, match="made for demonstrations"):
        look(make(synthetic=False))


def test_an_approval_lapses_and_sooner_where_the_council_shortens_it(look, make, approved, statement, kit):
    last = kit.DAY + 52 * kit.WEEK
    assert look(on=last).state is ModelState.APPROVED
    standing = look(on=last + kit.WEEK)
    assert (standing.state, standing.lapsed, standing.valid_until) == (ModelState.PASSED, True, None)
    assert look(make(valid_weeks=4), kit.DAY + 5 * kit.WEEK).lapsed
    assert last_day(statement, 4) == kit.DAY + 4 * kit.WEEK
    assert last_day(statement, 99) == last  # what was signed is not lengthened


def test_taking_the_file_of_a_withdrawal_away_brings_nothing_back(look, approvals, approved, tmp_path, kit):
    withdraw(approvals, model="maltreatment", version=approved.version, reason="A feed was wrong.",
             by=kit.signed_in(kit.REVIEWER), on=kit.DAY)  # fmt: skip
    told = (approved.place / "withdrawn.json").read_bytes()
    (approved.place / "withdrawn.json").unlink()
    assert look().state is ModelState.WITHDRAWN
    (approved.place / "withdrawn.json").write_bytes(told)
    segment = next((tmp_path / "journal").glob("events-*"))
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:-1]))
    assert look().state is ModelState.WITHDRAWN


def test_taking_the_file_of_a_refusal_away_brings_nothing_back(look, submitted, approve):
    approve(verdict=Verdict.REFUSE)
    (submitted.place / "review-r.view.json").unlink()
    assert look().state is ModelState.REFUSED


def test_a_trainer_with_another_key_as_reviewer_is_still_the_trainer(make, submitted, kit):
    other = SigningKey(b"o" * 32)
    request = make_request(other, "t.rain")
    more = enrol(kit.REGISTER, request, frozenset({Role.REVIEWER}), by=kit.ADMIN.fingerprint, on=kit.DAY)
    said = {"model": "maltreatment", "verdict": Verdict.APPROVE, "reason": "Fine by me.", "on": kit.DAY}
    with pytest.raises(AccessError, match="judges a model is not whoever trained it"):
        review(make(register=more), by=kit.signed_in(other, more), **said)
