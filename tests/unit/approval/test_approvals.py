"""Where approvals lie, and what the journal tells of them."""

import pytest

from csps.approval.approvals import subject, version_told
from csps.domain.errors import UsageError
from csps.journal.kinds import Kind


def test_each_version_has_a_place_of_its_own(approvals):
    place = approvals.place("maltreatment", "0123456789abcdef")
    assert place == approvals.folder / "approvals" / "maltreatment" / "0123456789abcdef"
    with pytest.raises(UsageError):
        approvals.place("maltreatment", "../elsewhere")


def test_the_journal_tells_of_this_model_only(approvals, approved, approve):
    told = approvals.told("maltreatment")
    assert [event.draft.kind for event in told] == [Kind.MODEL_TRAINED, Kind.MODEL_APPROVED]
    assert {version_told(event) for event in told} == {approved.version}
    assert {event.draft.subject for event in told} == {subject("maltreatment", approved.version)}
    assert approvals.told("eligibility") == ()
    assert approvals.told("mal") == ()


def test_reviews_are_named_by_whoever_signed_them(approvals, approved):
    assert list(approvals.review_files("maltreatment", approved.version)) == ["r.view"]


def test_a_file_that_belongs_to_nobody_is_refused(approvals, approved):
    (approved.place / "review-R View.json").write_bytes(b"{}")
    with pytest.raises(UsageError, match="belongs to nobody"):
        approvals.review_files("maltreatment", approved.version)
