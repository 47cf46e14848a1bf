"""Files as they arrive after something went wrong, or after somebody meant harm: the same for the same seed."""

from __future__ import annotations

import io
import random
import zipfile

FORMULA = b"=cmd|'/c calc'!A1"
DOCTYPE = b'<!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE Message [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def corrupted(sound, count, seed):
    """Yield `count` spoilt copies of a file with a word for what was done to each.

    Args:
        sound: its bytes.
        count: how many.
        seed: of the draws.
    """
    chosen = random.Random(f"{seed}/{len(sound)}")
    ways = _ways(sound)
    for number in range(count):
        name, spoil = ways[number % len(ways)]
        yield f"{name} {number}", spoil(sound, chosen)


def _ways(sound):
    ways = [
        ("cut", _cut),
        ("one bit", _bit),
        ("many bits", _bits),
        ("nought bytes", _noughts),
        ("a piece twice", _twice),
        ("a piece missing", _missing),
        ("other bytes in front", lambda data, chosen: chosen.randbytes(8) + data),
        ("other bytes behind", lambda data, chosen: data + chosen.randbytes(chosen.randrange(1, 60))),
        ("in an archive that was cut", lambda data, chosen: _cut(_packed(data), chosen)),
        ("in a bomb", lambda data, chosen: _packed(data, bomb=True)),
    ]
    if sound.startswith(b"PK"):
        return [*ways, ("a part was changed", _part), ("a part is gone", _without_part)]
    if sound.startswith(b"PAR1"):
        return ways
    ways += [
        ("cp1252", lambda data, chosen: _lettered(data, chosen, "cp1252")),
        ("utf-16", lambda data, chosen: data.decode().encode("utf-16")),
        ("utf-16 cut in a letter", lambda data, chosen: data.decode().encode("utf-16")[:-1]),
        ("a mark in front", lambda data, chosen: b"\xef\xbb\xbf" + data),
        ("a huge value", _huge),
        ("a formula", _formula),
        ("a quotation mark", lambda data, chosen: _put(data, chosen, b'"')),
        ("a return", lambda data, chosen: _put(data, chosen, b"\r")),
    ]
    if sound.lstrip().startswith(b"<"):
        return [
            *ways,
            ("entities", lambda data, chosen: data.replace(b"<Message", DOCTYPE + b"<Message", 1)),
            ("entities outside", lambda data, chosen: data.replace(b"<Message", OUTSIDE + b"<Message", 1)),
            ("an element twice", lambda data, chosen: data.replace(b"<Header>", b"<Header><Header>", 1)),
        ]
    return [*ways, ("headings swapped", _swapped), ("a heading twice", _doubled), ("no headings", _headless)]


def _cut(data, chosen):
    return data[: chosen.randrange(1, len(data))]


def _bit(data, chosen):
    place = chosen.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chosen.randrange(8)]) + data[place + 1 :]


def _bits(data, chosen):
    for _ in range(chosen.randrange(2, 40)):
        data = _bit(data, chosen)
    return data


def _noughts(data, chosen):
    place = chosen.randrange(len(data))
    return data[:place] + bytes(chosen.randrange(1, 20)) + data[place:]


def _twice(data, chosen):
    first, last = sorted(chosen.randrange(len(data)) for _ in range(2))
    return data[:last] + data[first:last] + data[last:]


def _missing(data, chosen):
    first, last = sorted(chosen.randrange(len(data)) for _ in range(2))
    return data[:first] + data[last:]


def _put(data, chosen, what):
    place = chosen.randrange(len(data))
    return data[:place] + what + data[place:]


def _huge(data, chosen):
    return _put(data, chosen, b"x" * 3_000_000)


def _formula(data, chosen):
    return data.replace(b",", b"," + FORMULA, 1) if b"," in data else _put(data, chosen, FORMULA)


def _lettered(data, chosen, encoding):
    return _put(data.decode().encode(encoding, "replace"), chosen, "Zoë".encode(encoding))


def _swapped(data, chosen):
    head, _, rest = data.partition(b"\n")
    names = head.split(b",")
    chosen.shuffle(names)
    return b",".join(names) + b"\n" + rest


def _doubled(data, chosen):
    head, _, rest = data.partition(b"\n")
    names = head.split(b",")
    names[chosen.randrange(len(names))] = names[0]
    return b",".join(names) + b"\n" + rest


def _headless(data, chosen):
    return data.partition(b"\n")[2]


def _packed(data, *, bomb=False):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bin", data)
        if bomb:
            archive.writestr("b.csv", bytes(20 << 20))
    return sink.getvalue()


def _repacked(data, change):
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = change(info.filename, before.read(info))
            if content is not None:
                after.writestr(info.filename, content)
    return sink.getvalue()


def _part(data, chosen):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = chosen.choice(archive.namelist())
    spoil = chosen.choice([_cut, _bit, _bits, _noughts, _twice, _missing])
    return _repacked(data, lambda one, content: spoil(content, chosen) if one == name and content else content)


def _without_part(data, chosen):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = chosen.choice(archive.namelist())
    return _repacked(data, lambda one, content: None if one == name else content)
