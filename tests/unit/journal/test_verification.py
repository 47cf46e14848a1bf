"""What can be wrong with a journal, each found by reading it once."""

import json
from datetime import date, timedelta

import pytest

from csps.access.register import enrol, revoke
from csps.access.requests import make_request
from csps.access.roles import Role
from csps.domain.errors import IntegrityError
from csps.journal.event import Event, parse_line
from csps.journal.verification import MOST_FINDINGS, Finding
from csps.keys.signing import SigningKey


def rewrite(journal, kit, lines):
    kit.segment(journal).write_bytes(b"".join(lines))


def found(journal, register=None):
    return [finding.what for finding in journal.verify(register).findings]


def rechain(events):
    """Make the chain right again, as somebody would on purpose who can write the files and has no key."""
    lines, previous = [], "0" * 64
    for number, event in enumerate(events, start=1):
        moved = Event(event.draft, number, event.at, previous, event.signature)
        lines.append(moved.to_line())
        previous = moved.hash
    return lines


def test_a_sound_journal_has_no_findings(filled, kit):
    verification = filled.verify(kit.register)
    assert verification.is_sound
    assert verification.notices == ()
    assert verification.head.number == 6
    verification.check_sound()


def test_an_edit_a_gap_an_insertion_and_a_swap_are_named_by_line(filled, kit):
    lines = kit.lines(filled)
    for changed, where in (
        ([*lines[:2], lines[2].replace(b"ordinary", b"ordinarx"), *lines[3:]], "line 3"),
        (lines[:2] + lines[3:], "line 3"),
        (lines[:3] + lines[2:], "line 4"),
        ([lines[0], lines[2], lines[1], *lines[3:]], "line 2"),
        ([*lines[:3], b"{}\n", *lines[3:]], "line 4"),
    ):
        rewrite(filled, kit, changed)
        first = filled.verify().findings[0]
        assert first.where.endswith(where)


def test_one_edit_is_one_finding(filled, kit):
    lines = kit.lines(filled)
    rewrite(filled, kit, [*lines[:2], lines[2].replace(b"ordinary", b"ordinarx"), *lines[3:]])
    assert len(filled.verify().findings) == 1


def test_a_chain_made_right_again_is_found_by_the_second_place_and_by_signatures(filled, kit):
    events = [parse_line(line) for line in kit.lines(filled)]
    rewrite(filled, kit, rechain(events[:1] + events[2:]))
    findings = found(filled, kit.register)
    assert any("written anew" in what for what in findings)
    assert any("signature is not one of key" in what for what in findings)


def test_without_a_second_place_only_signatures_tell(make, kit):
    journal = make("alone", places=[])
    for _ in range(3):
        journal.append(kit.draft(), kit.KEY)
    assert "a cut end would not show" in journal.verify().notices[0].what
    events = [parse_line(line) for line in kit.lines(journal)]
    rewrite(journal, kit, rechain(events[1:]))
    assert found(journal) == []
    assert len(found(journal, kit.register)) == 2


def test_a_clock_that_went_back_is_noticed(filled, kit):
    filled._clock.now -= timedelta(days=365)
    filled.append(kit.draft())
    verification = filled.verify()
    assert verification.is_sound
    assert verification.notices[0].what == "The clock went back before event 7."


def test_keys_are_looked_at_on_the_day_of_the_event(filled, kit):
    other = SigningKey.new()
    filled.append(kit.draft(actor=other.fingerprint), other)
    assert any("is not enrolled" in what for what in found(filled, kit.register))
    by = kit.KEY.fingerprint
    roles = frozenset({Role.ADMINISTRATOR})
    enrolled = enrol(kit.register, make_request(other, "b.other"), roles, by=by, on=date(2026, 11, 16))
    assert found(filled, enrolled) == []
    revoked_today = revoke(enrolled, other.fingerprint, by=by, on=date(2026, 11, 16))
    assert any("was revoked on" in what for what in found(filled, revoked_today))
    revoked_later = revoke(enrolled, other.fingerprint, by=by, on=date(2026, 11, 17))
    assert found(filled, revoked_later) == []


def test_files_that_do_not_belong_segments_that_are_gone_or_empty(make, kit):
    journal = make("long", segment_bytes=900)
    for _ in range(6):
        journal.append(kit.draft())
    paths = sorted(journal.folder.glob("events-*"))
    assert len(paths) >= 3
    (journal.folder / "notes.txt").write_text("x", encoding="utf-8")
    assert journal.verify().findings == (Finding("notes.txt", "This file does not belong to the journal."),)
    (journal.folder / "notes.txt").unlink()
    middle = paths[1].read_bytes()
    paths[1].write_bytes(b"")
    assert any(what == "The segment is empty." for what in found(journal))
    paths[1].write_bytes(middle[:-5])
    assert any(what == "The segment was cut." for what in found(journal))
    paths[1].unlink()
    assert any("does not begin with event" in what for what in found(journal))


def test_heads_missing_damaged_or_forged(filled, kit):
    place = filled.places[0]
    good = place.read_bytes()
    place.unlink()
    assert found(filled) == ["The head is missing from its second place."]
    place.write_bytes(b"{}\n")
    assert found(filled) == ["The copy of the journal's head is damaged."]
    forged = json.loads(good) | {"number": 9}
    place.write_bytes(json.dumps(forged, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    assert "The head names event 9, and the journal ends with event 6" in found(filled)[0]


def test_a_ruin_is_not_listed_without_end(filled, kit):
    rewrite(filled, kit, [b"{}\n"] * (MOST_FINDINGS + 50))
    verification = filled.verify()
    assert len(verification.findings) == MOST_FINDINGS
    with pytest.raises(IntegrityError, match=rf"The journal has {MOST_FINDINGS} findings; the first, in .*line 1"):
        verification.check_sound()


def test_a_tail_set_aside_and_not_told_is_noticed(filled):
    (filled.folder / f"torn-{'0' * 64}.untold").write_bytes(b"half")
    assert "no event tells it yet" in filled.verify().notices[0].what


def test_an_empty_journal_says_so(journal, kit):
    assert [notice.what for notice in journal.verify(kit.register).notices] == ["It is empty."]


def test_an_event_that_follows_nothing_is_found_though_its_number_is_right(filled, kit):
    lines = kit.lines(filled)
    events = [parse_line(line) for line in lines]
    stray = Event(events[3].draft, 4, events[3].at, "0" * 64)
    rewrite(filled, kit, [*lines[:3], stray.to_line(), *lines[4:]])
    assert found(filled)[:2] == [
        "Event 4 does not follow the event before it.",
        "Event 5 does not follow the event before it.",
    ]
