"""Requests prove that whoever asks holds the key."""

import json

import pytest

from csps.access.requests import PERSON_FORM, Request, make_request, parse_request
from csps.domain.errors import IntegrityError, UsageError
from csps.keys.canonical import canonical_json
from csps.keys.signing import SigningKey


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_request_comes_back(demonstration):
    request = make_request(SigningKey.new(demonstration=demonstration), "j.okafor")
    assert parse_request(request.to_bytes()) == request
    assert request.demonstration is demonstration


@pytest.mark.parametrize("person", ["", "j", "J.Okafor", "jo okafor", "9jo", "jo@example.org", "x" * 41, "jo\n"])
def test_a_person_has_a_short_name(person, kit):
    with pytest.raises(UsageError, match="short name"):
        make_request(kit.JO, person)
    assert PERSON_FORM.fullmatch("j.okafor-2")


@pytest.mark.parametrize(
    "changes",
    [{"person": "k.okafor"}, {"demonstration": True}, {"public_key": SigningKey(bytes(32)).public_key.raw.hex()}],
    ids=lambda changes: next(iter(changes)),
)
def test_what_was_changed_is_refused(kit, changes):
    read = json.loads(make_request(kit.JO, "j.okafor").to_bytes())
    with pytest.raises(IntegrityError, match="this enrolment request"):
        parse_request(canonical_json(read | changes))


@pytest.mark.parametrize(
    "changes", [{"format": "x"}, {"person": 1}, {"demonstration": 1}, {"more": 1}, {"signature": 1}]
)
def test_another_form_is_refused(kit, changes):
    read = json.loads(make_request(kit.JO, "j.okafor").to_bytes())
    with pytest.raises(IntegrityError):
        parse_request(canonical_json(read | changes))
    with pytest.raises(IntegrityError):
        parse_request(b"[]")


def test_a_key_one_does_not_hold_cannot_be_asked_for(kit):
    mine = make_request(kit.JO, "j.okafor")
    with pytest.raises(IntegrityError):
        Request("j.okafor", kit.OTHER.public_key, mine.demonstration, mine.signature).check()
