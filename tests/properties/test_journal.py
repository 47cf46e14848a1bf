"""Whatever is done to a journal's files, reading it finds it: any flipped bit, edit, gap, insertion, swap or cut."""

import random
import shutil
import string
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.access.register import found
from csps.access.requests import make_request
from csps.domain.errors import CspsError
from csps.journal.event import Draft, Event, next_event, parse_line
from csps.journal.kinds import Kind
from csps.journal.record import Journal
from csps.keys.signing import SigningKey

KEY = SigningKey(bytes(range(32)))
REGISTER = found(make_request(KEY, "a.founder"), date(2026, 1, 1))
START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
EVENTS, ATTEMPTS = 24, 200


def draft(number):
    details = {"tables": number, "rows": number * 7, "families": 3, "manifest": f"{number:064x}"}
    return Draft(KEY.fingerprint, Kind.WEEK_PUBLISHED, "week:2026-11-16", f"Week number {number}", details)


@pytest.fixture(scope="module")
def sound():
    """A journal of a few segments, every third event signed, and a folder in which it can be spoiled."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ticks = iter(range(10_000))
        journal = Journal(
            folder / "journal",
            clock=lambda: START + timedelta(minutes=next(ticks)),
            places=[folder / "head"],
            segment_bytes=4000,
        )
        for number in range(EVENTS):
            journal.append(draft(number), KEY if number % 3 == 0 else None)
        assert len(list(journal.folder.glob("events-*"))) >= 3
        assert journal.verify(REGISTER).findings == ()
        yield journal


@pytest.fixture
def spoil(sound, tmp_path):
    """A function that lets a change loose on a copy of the journal and says whether reading it finds the change."""
    tmp_path.chmod(0o700)

    def attempt(change):
        copy = tmp_path / "journal"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(sound.folder, copy)
        shutil.copy(sound.places[0], tmp_path / "head")
        change(copy)
        journal = Journal(copy, clock=lambda: START, places=[tmp_path / "head"])
        return not journal.verify(REGISTER).is_sound

    return attempt


def paths_of(folder):
    return sorted(folder.glob("events-*"))


def chance(seed):
    return random.Random(seed)


def lines_of(folder):
    return [line for path in paths_of(folder) for line in path.read_bytes().splitlines(keepends=True)]


def write_back(folder, lines):
    """Put lines into the segments that are there, as many into each as it held, the rest into the last."""
    paths = paths_of(folder)
    counts = [len(path.read_bytes().splitlines()) for path in paths]
    for path, count in zip(paths[:-1], counts, strict=False):
        path.write_bytes(b"".join(lines[:count]))
        lines = lines[count:]
    paths[-1].write_bytes(b"".join(lines))


def rechained(events):
    """Lines whose numbers and hashes are right again, as somebody with the files and without a key would make them."""
    lines, last = [], None
    for event in events:
        number, previous = (last.number + 1, last.hash) if last else (1, "0" * 64)
        last = Event(event.draft, number, event.at, previous, event.signature)
        lines.append(last.to_line())
    return lines


def edit(lines, dice):
    at = dice.randrange(len(lines))
    line = bytearray(lines[at])
    position = dice.randrange(len(line))
    replacement = dice.choice([byte for byte in string.printable.encode() if byte != line[position]])
    line[position] = replacement
    return [*lines[:at], bytes(line), *lines[at + 1 :]]


def delete(lines, dice):
    first = dice.randrange(len(lines))
    return lines[:first] + lines[first + dice.randint(1, 3) :]


def insert(lines, dice):
    at = dice.randrange(len(lines) + 1)
    made_up = next_event(draft(99), parse_line(lines[at - 1]) if at else None, START, None).to_line()
    return [*lines[:at], dice.choice([made_up, dice.choice(lines)]), *lines[at:]]


def reorder(lines, dice):
    one, other = dice.sample(range(len(lines)), 2)
    moved = list(lines)
    moved[one], moved[other] = moved[other], moved[one]
    return moved


def truncate(lines, dice):
    whole = b"".join(lines)
    return whole[: dice.randrange(len(whole))].splitlines(keepends=True)


CHANGES = {"edit": edit, "delete": delete, "insert": insert, "reorder": reorder, "truncate": truncate}


@pytest.mark.parametrize("change", CHANGES)
def test_clumsy_changes_are_found(spoil, change):
    for seed in range(ATTEMPTS):

        def spoiling(folder, seed=seed):
            before = lines_of(folder)
            after = CHANGES[change](before, chance(seed))
            assert after != before
            write_back(folder, after)

        assert spoil(spoiling), f"{change} with seed {seed} went unseen"


def clever_edit(events, dice):
    at = dice.randrange(len(events))
    event = events[at]
    other = Draft(event.draft.actor, event.draft.kind, event.draft.subject, "Another reason.", event.draft.details)
    return [*events[:at], Event(other, event.number, event.at, event.previous, event.signature), *events[at + 1 :]]


def clever_insert(events, dice):
    at = dice.randrange(len(events) + 1)
    return [*events[:at], Event(draft(99), 1, START, "0" * 64), *events[at:]]


def clever_truncate(events, dice):
    return events[: dice.randrange(len(events))]


CLEVER = {
    "edit": clever_edit, "delete": delete, "insert": clever_insert, "reorder": reorder, "truncate": clever_truncate,
}  # fmt: skip


@pytest.mark.parametrize("change", CLEVER)
def test_clever_changes_that_make_the_chain_right_again_are_found_by_the_second_place(spoil, change):
    for seed in range(ATTEMPTS):

        def spoiling(folder, seed=seed):
            events = [parse_line(line) for line in lines_of(folder)]
            lines = rechained(CLEVER[change](events, chance(seed)))
            paths = paths_of(folder)
            for path in paths[1:]:
                path.unlink()
            paths[0].write_bytes(b"".join(lines))

        assert spoil(spoiling), f"a clever {change} with seed {seed} went unseen"


def test_a_bit_flipped_anywhere_is_found(spoil, sound):
    sizes = [path.stat().st_size for path in paths_of(sound.folder)]
    for seed in range(400):

        def spoiling(folder, seed=seed):
            dice = chance(seed)
            number = dice.randrange(len(sizes))
            path, position = paths_of(folder)[number], dice.randrange(sizes[number] * 8)
            data = bytearray(path.read_bytes())
            data[position // 8] ^= 1 << position % 8
            path.write_bytes(data)

        assert spoil(spoiling), f"the flip with seed {seed} went unseen"


def test_every_flip_in_one_line_is_found(sound):
    line = lines_of(sound.folder)[0][:-1]
    for position in range(len(line) * 8):
        changed = bytearray(line)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(CspsError):
            parse_line(bytes(changed))


def test_every_flip_in_the_head_is_found(spoil):
    for position in range(40 * 8):

        def spoiling(folder, position=position):
            place = folder.parent / "head"
            data = bytearray(place.read_bytes())
            at = (position * 37) % (len(data) * 8)
            data[at // 8] ^= 1 << at % 8
            place.write_bytes(data)

        assert spoil(spoiling), position


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="@", categories=("L", "Zs")), min_size=3, max_size=60)


@given(
    st.lists(TEXT.filter(lambda text: len(text.strip()) >= 3 and text.isprintable()), min_size=1, max_size=5), st.data()
)
@settings(max_examples=40, deadline=None)
def test_events_come_back_in_order_whatever_their_words(reasons, data):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        segment = data.draw(st.integers(1, 3000))
        journal = Journal(
            folder / "j", clock=lambda: datetime.now(UTC), places=[folder / "head"], segment_bytes=segment
        )
        added = []
        for reason in reasons:
            signer = data.draw(st.sampled_from([None, KEY]))
            details = {"settings": "0" * 64}
            added.append(
                journal.append(Draft(KEY.fingerprint, Kind.WEEK_STARTED, "week:2026-11-16", reason, details), signer)
            )
        assert list(journal.events()) == added
        assert journal.last() == added[-1]
        assert journal.verify(REGISTER).findings == ()


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_stumble(data):
    with pytest.raises(CspsError):
        parse_line(data)
