"""People with keys, a journal, a model that is submitted, and its approval: each to be forged by a test."""

import os
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from tests.factories.audits import group_rows, metric_rows, papers_of

from csps.access.authority import actor_for
from csps.access.register import enrol, found
from csps.access.requests import make_request
from csps.access.roles import Role
from csps.approval.approvals import Approvals
from csps.approval.papers import evidence_of
from csps.approval.review import review
from csps.approval.statement import Verdict
from csps.approval.submission import submit
from csps.journal.record import Journal
from csps.keys.signing import SigningKey
from csps.registry.shelf import model_folder
from csps.riskmodel.files import digest
from csps.settings.choices import ApprovalLimits
from csps.settings.model_spec import read_model_spec

DAY = date(2026, 11, 16)
ADMIN, TRAINER, REVIEWER, SECOND, BOTH, OFFICER, DEMO = (
    SigningKey(bytes([number]) * 32, demonstration=number == 7) for number in range(1, 8)
)
PEOPLE = {
    "t.rain": (TRAINER, {Role.TRAINER}),
    "r.view": (REVIEWER, {Role.REVIEWER}),
    "s.cond": (SECOND, {Role.REVIEWER}),
    "b.both": (BOTH, {Role.TRAINER, Role.REVIEWER}),
    "o.fice": (OFFICER, {Role.DATA_OFFICER}),
    "d.emo": (DEMO, {Role.REVIEWER}),
}
MISSED = {"metrics": metric_rows({("model", "calibration_slope"): (0.5, 0.4, 0.6)})}
"""What makes `papers_of` give figures that fall short."""


def register_of_everybody():
    register = found(make_request(ADMIN, "a.founder"), date(2026, 1, 1))
    for person, (key, roles) in PEOPLE.items():
        request = make_request(key, person)
        register = enrol(register, request, frozenset(roles), by=ADMIN.fingerprint, on=date(2026, 1, 1))
    return register


REGISTER = register_of_everybody()


def signed_in(key, register=REGISTER, on=DAY):
    return SimpleNamespace(actor=actor_for(register, key.fingerprint, on=on, synthetic=True), key=key)


@pytest.fixture(autouse=True)
def closed_to_others(monkeypatch):
    """Files are not writable by others, whatever the umask; and no test waits for the disk, for none cuts the power."""
    before = os.umask(0o022)
    monkeypatch.setattr(os, "fsync", lambda _: None)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def spec(pytestconfig):
    return read_model_spec(pytestconfig.rootpath / "models" / "maltreatment")


@pytest.fixture
def clock():
    """A clock that a test may set; it stands."""
    return SimpleNamespace(now=datetime(2026, 11, 16, 9, tzinfo=UTC))


@pytest.fixture
def make(tmp_path, clock, spec):
    """A function that opens the approvals of this test's workspace."""
    journal = Journal(tmp_path / "journal", clock=lambda: clock.now, places=[tmp_path / "head"])

    def approvals(*, register=REGISTER, reviewers=1, valid_weeks=52, synthetic=True, spec=spec):
        limits = ApprovalLimits(owner="board", review_on=DAY, valid_weeks=valid_weeks, reviewers=reviewers)
        folder = tmp_path / "registry"
        return Approvals(
            folder=folder,
            journal=journal,
            register=register,
            limits=limits,
            synthetic=synthetic,
            specs={spec.name: spec},
        )

    return approvals


@pytest.fixture
def approvals(make):
    return make()


@pytest.fixture
def evidence(tmp_path, spec):
    """A function that gives evidence, and its papers, about a model whose files lie on the shelf."""

    def of(*, trees=b"tree\n", data=None, spec=spec, **figures):
        saved = tmp_path / "saved"
        saved.mkdir(exist_ok=True)
        (saved / "trees.txt").write_bytes(trees)
        (saved / "model.json").write_bytes(b"{}")
        found = digest(saved)
        shelf = model_folder(tmp_path / "registry", "maltreatment", found[:16])
        shelf.mkdir(parents=True, exist_ok=True)
        for file in saved.iterdir():
            (shelf / file.name).write_bytes(file.read_bytes())
        papers = papers_of(spec, found[:16], **figures)
        known = {"digest": found, "data": data or {"features.family_week 2025-11-17": "ab" * 32}}
        return evidence_of(spec, papers, families=9_000, features=72, code="0.1.0", **known), papers

    return of


@pytest.fixture
def submitted(approvals, evidence):
    return submit(approvals, *evidence(), by=signed_in(TRAINER))


@pytest.fixture
def approve(approvals):
    """A function by which somebody approves the version submitted last."""

    def sign(key=REVIEWER, *, where=approvals, verdict=Verdict.APPROVE, on=DAY, **more):
        said = {"model": "maltreatment", "reason": "Read with the team.", "verdict": verdict, "on": on} | more
        return review(where, by=signed_in(key, on=on), **said)

    return sign


@pytest.fixture
def approved(submitted, approve):
    approve()
    return submitted


@pytest.fixture
def approve_another(approvals, evidence, approve):
    """A function that submits another version of the model, and has it approved."""

    def another():
        second = submit(approvals, *evidence(trees=b"second"), by=signed_in(TRAINER))
        approve()
        return second

    return another


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(
        DAY=DAY, ADMIN=ADMIN, TRAINER=TRAINER, REVIEWER=REVIEWER, SECOND=SECOND, BOTH=BOTH, OFFICER=OFFICER, DEMO=DEMO,
        MISSED=MISSED, group_rows=group_rows, metric_rows=metric_rows, papers_of=papers_of, REGISTER=REGISTER, signed_in=signed_in, WEEK=timedelta(weeks=1),
    )  # fmt: skip
