"""Checks are what the signed figures come to by the marks: an invented one, one too few, or other figures are refused."""

import json
from dataclasses import replace

import pytest

from csps.approval.marks import Check, Fact, Result
from csps.approval.papers import Papers, check_papers, evidence_of
from csps.approval.standing import standing_of
from csps.approval.submission import submit
from csps.domain.errors import AccessError, ApprovalError, IntegrityError

INVENTED = Check("being there", "there is a model", "there is", Result.PASSED)


@pytest.fixture
def known(evidence):
    return evidence()


def test_evidence_is_a_check_for_every_mark(known, spec):
    found, papers = known
    assert len(found.checks) == 5 + 4 * len(spec.fairness.comparisons())
    assert found.marks["auc_at_least"] == "0.65"
    assert found.summary == papers.told()["summary"]
    assert (found.list_length, found.rules) == (20, None)
    check_papers(found, papers, spec)


@pytest.mark.parametrize(
    "change",
    [
        lambda known: {"checks": (INVENTED,)},
        lambda known: {"checks": ()},
        lambda known: {"checks": (*known.checks, INVENTED)},
        lambda known: {"checks": known.checks[:-1]},
        lambda known: {"checks": known.checks[::-1]},
        lambda known: {"checks": (replace(known.checks[0], found="0.990 (0.980 to 0.995)"), *known.checks[1:])},
        lambda known: {"checks": (replace(known.checks[0], mark="at least 0.500"), *known.checks[1:])},
        lambda known: {"facts": (Fact("too small by sex", "men"),)},
        lambda known: {"marks": dict(known.marks) | {"auc_at_least": "0.5"}},
        lambda known: {"summary": "It found everybody."},
        lambda known: {"list_length": known.list_length + 1},
        lambda known: {"rules": "local, version 9"},
        lambda known: {"model": "eligibility"},
    ],
)
def test_evidence_that_says_something_else_than_its_figures_is_refused(approvals, known, spec, kit, change):
    found, papers = known
    forged = replace(found, **change(found))
    with pytest.raises(IntegrityError):
        check_papers(forged, papers, spec)
    with pytest.raises((IntegrityError, ApprovalError)):
        submit(approvals, forged, papers, by=kit.signed_in(kit.TRAINER))
    assert approvals.told(forged.model) == ()


def test_figures_of_another_version_do_not_serve(known, evidence, spec):
    with pytest.raises(IntegrityError, match="about another model"):
        check_papers(replace(known[0], digest="f" * 64), known[1], spec)


def test_marks_that_were_changed_since_are_not_held_against_the_past(known, spec):
    changed = replace(spec)
    object.__setattr__(changed, "fingerprint", "0" * 64)
    forged = replace(known[0], checks=(INVENTED,))
    check_papers(forged, known[1], changed)  # such a version is neither submitted, approved nor used: see check_current
    check_papers(forged, known[1], None)


@pytest.mark.parametrize("name", ["audit.json", "audit.html"])
def test_a_paper_that_was_changed_or_taken_away_is_found(approvals, approved, kit, name):
    path = approved.place / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ApprovalError, match="figures or the page beside the report"):
        standing_of(approvals, "maltreatment", approved.version, kit.DAY)
    path.unlink()
    with pytest.raises(ApprovalError, match="cannot be relied on"):
        standing_of(approvals, "maltreatment", approved.version, kit.DAY)
    with pytest.raises(AccessError):
        Papers.beside(approved.place)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"model": "maltreatment"}'])
def test_what_is_no_figures_is_refused(data):
    with pytest.raises(IntegrityError, match="figures of a report are damaged"):
        Papers(data, b"").told()


def test_evidence_without_figures_could_not_be_judged(spec):
    told = {"model": "maltreatment", "version": "0" * 16, "summary": "Nothing.", "capacity": 20, "rules": None}
    told |= {"metrics": [], "groups": []}
    papers = Papers(json.dumps(told).encode(), b"")
    known = evidence_of(spec, papers, digest="0" * 64, data={}, families=0, features=0, code="0")
    assert {check.result for check in known.checks} == {Result.COULD_NOT_JUDGE}
