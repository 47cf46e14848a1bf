"""One event: what it must have, how it is hashed, signed, written and read."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from csps.domain.errors import IntegrityError, UsageError
from csps.journal.event import BEGINNING, LINE_LIMIT, Draft, Event, next_event, parse_line
from csps.journal.kinds import Kind
from csps.keys.canonical import canonical_json
from csps.keys.signing import SigningKey


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_goes_into_a_line_and_comes_out(kind, kit):
    event = next_event(kit.draft(kind), None, kit.START, kit.KEY)
    line = event.to_line()
    assert parse_line(line) == parse_line(line[:-1]) == event
    assert line.count(b"\n") == 1
    assert len(line) < LINE_LIMIT
    event.check_signature(kit.KEY.public_key)


def test_the_longest_event_fits_a_line_by_far(kit):
    widest = max(Kind, key=lambda kind: len(kind.schema.details))
    event = next_event(kit.draft(widest, reason="\U0001f46a" * 300), None, kit.START, kit.KEY)
    assert len(event.to_line()) < LINE_LIMIT // 4


def test_events_are_chained(kit):
    first = next_event(kit.draft(), None, kit.START, None)
    second = next_event(kit.draft(), first, kit.START, None)
    assert (first.number, first.previous) == (1, BEGINNING)
    assert (second.number, second.previous) == (2, first.hash)
    assert first.hash != second.hash


def test_the_hash_covers_everything(kit):
    plain = next_event(kit.draft(), None, kit.START, None)
    others = [
        next_event(kit.draft(), None, kit.START, kit.KEY),
        next_event(kit.draft(reason="Another reason."), None, kit.START, None),
        next_event(kit.draft(actor="0" * 64), None, kit.START, None),
        next_event(kit.draft(), None, kit.START + timedelta(microseconds=1), None),
        next_event(kit.draft(Kind.WEEK_STOPPED), None, kit.START, None),
        Event(kit.draft(), 2, kit.START, BEGINNING),
        Event(kit.draft(), 1, kit.START, "1" * 64),
    ]
    assert len({event.hash for event in [plain, *others]}) == len(others) + 1


def test_only_the_actor_signs(kit):
    with pytest.raises(UsageError, match="with their own key"):
        next_event(kit.draft(), None, kit.START, SigningKey.new())


def test_a_signature_is_of_one_event(kit):
    event = next_event(kit.draft(), None, kit.START, kit.KEY)
    moved = Event(event.draft, 2, event.at, event.hash, event.signature)
    with pytest.raises(IntegrityError, match="for this journal event"):
        moved.check_signature(kit.KEY.public_key)
    with pytest.raises(IntegrityError, match="not signed with the key of its actor"):
        event.check_signature(SigningKey.new().public_key)
    with pytest.raises(IntegrityError):
        next_event(kit.draft(), None, kit.START, None).check_signature(kit.KEY.public_key)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.schema.signed])
def test_a_persons_word_needs_their_signature(kind, kit):
    with pytest.raises(UsageError, match="needs their signature"):
        next_event(kit.draft(kind), None, kit.START, None)


def test_a_clock_without_utc_is_refused(kit):
    for at in (datetime(2026, 11, 16), datetime(2026, 11, 16, tzinfo=timezone(timedelta(hours=1)))):  # noqa: DTZ001
        with pytest.raises(UsageError, match="times in UTC"):
            next_event(kit.draft(), None, at, None)


@pytest.mark.parametrize(("field", "value"), [
    ("actor", "jo"), ("actor", "A" * 64), ("subject", "week:today"), ("subject", "feed:housing"), ("reason", ""),
    ("details", {}), ("details", {"settings": "words"}),
])  # fmt: skip
def test_a_draft_is_as_its_kind_declares(kit, field, value):
    good = kit.draft()
    given = {name: getattr(good, name) for name in ("actor", "kind", "subject", "reason", "details")}
    with pytest.raises(UsageError):
        Draft(**(given | {field: value}))


def test_details_cannot_be_changed_afterwards(kit):
    details = dict(kit.draft().details)
    draft = Draft(kit.KEY.fingerprint, Kind.WEEK_STARTED, "week:2026-11-16", "The week.", details)
    details["settings"] = "0" * 64
    assert draft.details["settings"] == "9a" * 32
    with pytest.raises(TypeError):
        draft.details["settings"] = "0" * 64


@pytest.mark.parametrize(("number", "previous"), [(0, BEGINNING), (-1, BEGINNING), (True, BEGINNING), (1, "x" * 64)])
def test_a_place_in_the_chain_is_a_number_and_a_hash(kit, number, previous):
    with pytest.raises(UsageError, match="a number from 1"):
        Event(kit.draft(), number, kit.START, previous)


@pytest.mark.parametrize("changes", [
    {"number": 2}, {"number": "1"}, {"at": "2026-11-16T09:00:00Z"}, {"at": 5}, {"kind": "nothing"}, {"actor": 1},
    {"details": []}, {"details": None}, {"reason": None}, {"signature": None}, {"signature": "00"}, {"previous": 0},
    {"more": 1}, {"subject": 1}, {"hash": "0" * 64}, {"at": "2026-11-16T10:00:00.000000+01:00"},
], ids=str)  # fmt: skip
def test_a_line_with_a_changed_field_is_refused(kit, changes):
    line = next_event(kit.draft(), None, kit.START, None).to_line()
    with pytest.raises(IntegrityError):
        parse_line(canonical_json(json.loads(line) | changes) + b"\n")


@pytest.mark.parametrize("line", [b"", b"\n", b"{}\n", b"[]\n", b"null\n", b"\xff\n", b"{}{}\n"])
def test_what_is_no_event_is_refused(line):
    with pytest.raises(IntegrityError):
        parse_line(line)
