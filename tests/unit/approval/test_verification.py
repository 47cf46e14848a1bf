"""The model that may be used today, or why none may be and what to do."""

from dataclasses import replace

import pytest

from csps.approval.review import withdraw
from csps.approval.statement import Verdict
from csps.approval.submission import submit
from csps.approval.verification import approved_model
from csps.domain.errors import ApprovalError
from csps.registry.shelf import model_folder


@pytest.fixture
def use(approvals, kit):
    return lambda where=approvals, on=kit.DAY: approved_model(where, model="maltreatment", on=on)


def test_what_was_approved_is_used(use, approved, approvals):
    model = use()
    assert (model.model, model.version) == ("maltreatment", approved.version)
    assert model.digest == approved.report.evidence.digest
    assert model.folder == model_folder(approvals.folder, "maltreatment", approved.version)
    assert [one.reviewer for one in model.standing.reviews] == ["r.view"]


def test_before_anybody_approved_the_next_command_is_said(use, submitted):
    with pytest.raises(ApprovalError, match=r"Nobody has approved .* `csps approval approve maltreatment`"):
        use()


@pytest.mark.parametrize("name", ["trees.txt", "model.json"])
def test_a_file_of_the_model_that_was_swapped(use, approved, approvals, name):
    (model_folder(approvals.folder, "maltreatment", approved.version) / name).write_bytes(b"swapped")
    with pytest.raises(ApprovalError, match=r"not those that were approved: their hash is [0-9a-f]{16}"):
        use()


def test_a_file_more_or_less_in_the_model(use, approved, approvals):
    folder = model_folder(approvals.folder, "maltreatment", approved.version)
    (folder / "more.txt").write_bytes(b"")
    with pytest.raises(ApprovalError, match="not those that were approved"):
        use()
    (folder / "more.txt").unlink()
    (folder / "trees.txt").unlink()
    with pytest.raises(ApprovalError, match="not those that were approved"):
        use()


def test_another_model_under_the_approved_name(use, approved, approvals, evidence):
    other = model_folder(approvals.folder, "maltreatment", evidence(trees=b"other")[0].version)
    shelf = model_folder(approvals.folder, "maltreatment", approved.version)
    for file in other.iterdir():
        (shelf / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ApprovalError, match="not those that were approved"):
        use()


def test_a_specification_that_was_changed_afterwards(use, make, approved, spec):
    changed = replace(spec)
    object.__setattr__(changed, "fingerprint", "0" * 64)
    with pytest.raises(ApprovalError, match=r"specification of maltreatment was changed .* `csps train maltreatment`"):
        use(make(spec=changed))


def test_an_approval_that_lapsed(use, approved, kit):
    with pytest.raises(
        ApprovalError, match=r"has lapsed by 2027-11-22: r\.view until 2027-11-15.*csps approval approve"
    ):
        use(on=kit.DAY + 53 * kit.WEEK)


def test_too_few_reviewers(use, make, approved):
    with pytest.raises(ApprovalError, match="has 1 of 2 approvals"):
        use(make(reviewers=2))


def test_a_withdrawn_model_does_not_bring_the_one_before_it_back(use, approvals, approved, approve_another, kit):
    version = approve_another().version
    assert use().version == version
    told = {"model": "maltreatment", "version": version, "reason": "A feed was wrong.", "on": kit.DAY}
    withdraw(approvals, by=kit.signed_in(kit.REVIEWER), **told)
    with pytest.raises(ApprovalError, match="withdrawn after it was approved"):
        use()


def test_a_model_that_was_refused_by_a_second_reviewer(use, make, submitted, approve, kit):
    two = make(reviewers=2)
    approve(where=two)
    approve(kit.SECOND, where=two, verdict=Verdict.REFUSE)
    with pytest.raises(ApprovalError, match="refused by a reviewer"):
        use(two)


def test_a_newer_version_nobody_approved_changes_nothing(use, approved, approvals, evidence, kit):
    submit(approvals, *evidence(trees=b"newer"), by=kit.signed_in(kit.TRAINER))
    assert use().version == approved.version


def test_a_forged_statement_says_so(use, approved):
    path = approved.place / "report.json"
    path.write_bytes(path.read_bytes().replace(b'"trainer":"t.rain"', b'"trainer":"x.rain"'))
    with pytest.raises(ApprovalError, match=r"What is signed about maltreatment@.* cannot be relied on"):
        use()
