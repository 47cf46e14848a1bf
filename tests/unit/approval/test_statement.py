"""A verdict is signed over everything it says, and refused when one bit of it is another."""

from dataclasses import replace
from datetime import date

import pytest

from csps.approval.statement import SignedStatement, Statement, Verdict
from csps.domain.errors import IntegrityError

SAID = Statement(
    subject="model:maltreatment@0123456789abcdef",
    model="ab" * 32,
    data="cd" * 32,
    report="ef" * 32,
    verdict=Verdict.APPROVE,
    reason="Read with the team.",
    acknowledged=("too small by sex",),
    reviewer="r.view",
    signed_by="12" * 32,
    reviewed_on=date(2026, 11, 16),
    valid_until=date(2027, 11, 15),
)


def test_it_reads_back_and_its_signature_holds(kit):
    signed = SignedStatement.by(kit.REVIEWER, SAID)
    read = SignedStatement.from_bytes(signed.to_bytes())
    assert read == signed
    read.check(kit.REVIEWER.public_key)


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": Verdict.REFUSE}, {"model": "ba" * 32}, {"data": "ba" * 32}, {"report": "ba" * 32},
        {"reviewer": "s.cond"}, {"valid_until": date(2030, 1, 1)}, {"reviewed_on": date(2026, 11, 9)},
        {"reason": "Read by nobody."}, {"acknowledged": ()},
        {"subject": "model:eligibility@0123456789abcdef"},
    ],
)  # fmt: skip
def test_whatever_is_changed_the_signature_no_longer_holds(kit, change):
    signed = SignedStatement.by(kit.REVIEWER, SAID)
    with pytest.raises(IntegrityError):
        replace(signed, statement=replace(SAID, **change)).check(kit.REVIEWER.public_key)
    assert replace(SAID, **change).digest != SAID.digest


def test_another_persons_key_does_not_fit(kit):
    with pytest.raises(IntegrityError):
        SignedStatement.by(kit.REVIEWER, SAID).check(kit.SECOND.public_key)


def test_no_byte_of_the_file_can_be_changed_and_still_hold(kit):
    line = SignedStatement.by(kit.REVIEWER, SAID).to_bytes()
    for place in range(len(line)):
        forged = line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :]
        with pytest.raises(IntegrityError):
            SignedStatement.from_bytes(forged).check(kit.REVIEWER.public_key)


@pytest.mark.parametrize("line", [b"", b"[]\n", b"{}\n", b'{"signature":"","statement":{}}\n', b"\xff\n"])
def test_what_is_no_statement_is_refused(line):
    with pytest.raises(IntegrityError):
        SignedStatement.from_bytes(line)
