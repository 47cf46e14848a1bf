"""What happens to one name on its way into a system: slips of the keyboard, lost parts, lost accents.

Each function changes one text and is applied to distinct texts only, through `Vocabulary.map` and `.combine`.
`choice` is a whole number below CHOICES drawn by the caller; equal text and choice give an equal result.
"""

from __future__ import annotations

import unicodedata

CHOICES = 4096
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: "".join(row[place] for place in (at - 1, at + 1) if 0 <= place < len(row))
    for row in _KEY_ROWS
    for at, key in enumerate(row)
}
_DOTLESS_I = "\N{LATIN SMALL LETTER DOTLESS I}"
_NO_DECOMPOSITION = str.maketrans(
    {"ł": "l", "Ł": "L", _DOTLESS_I: "i", "đ": "d", "Đ": "D", "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae"}
)


def slip(text: str, choice: int) -> str:
    """Make one typing error: a key beside, a letter dropped, doubled or changed places with the next.

    The first letter goes wrong in one case of sixteen. The result always differs; a text of one letter is doubled.

    >>> [slip("Begum", choice) for choice in (4, 5, 6, 7)]
    ['Brgum', 'Bgum', 'Beegum', 'Bgeum']
    """
    kind, rest = choice % 4, choice // 4
    start = 0 if rest % 16 == 0 and len(text) > 2 else 1
    place = min(start + (rest // 16) % max(1, len(text) - start), len(text) - 1) if start else 0
    return _slips(text, place, kind, rest)


def _slips(text: str, place: int, kind: int, rest: int) -> str:
    letter, before, after = text[place], text[:place], text[place + 1 :]
    beside = _BESIDE.get(letter.lower(), "")
    if kind == 0 and beside:
        other = beside[rest % len(beside)]
        return before + (other.upper() if letter.isupper() else other) + after
    if kind == 3 and after and after[0].lower() != letter.lower():
        pair = (after[0] + letter).capitalize() if place == 0 else after[0] + letter
        return before + pair + after[1:]
    if kind == 1 and len(text) > 2:
        return before + (after.capitalize() if place == 0 else after)
    return text[: place + 1] + letter.lower() + after


def fold_accents(text: str) -> str:
    """Write a name without accents, as many systems must.

    >>> fold_accents("Łukasz Öztürk"), fold_accents("Siobhán"), fold_accents("Nguyễn")
    ('Lukasz Ozturk', 'Siobhan', 'Nguyen')
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_NO_DECOMPOSITION))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def drop_part(text: str, choice: int) -> str:
    """Keep one part of a double surname: the first in seven cases of ten, else the last.

    >>> drop_part("García López", 0), drop_part("Smith-Jones", 9), drop_part("Begum", 0)
    ('García', 'Jones', 'Begum')
    """
    mark = " " if " " in text else "-"
    return text.partition(mark)[0] if choice % 10 < 7 else text.rpartition(mark)[-1]


def lose_mark(text: str) -> str:
    """Leave out the hyphen or apostrophe of a name.

    >>> lose_mark("Smith-Jones"), lose_mark("O'Brien"), lose_mark("Al-Hassan")
    ('Smith Jones', 'OBrien', 'Al Hassan')
    """
    return text.replace("-", " ").replace("'", "")


def initial(text: str) -> str:
    """Keep the initial only.

    >>> initial("Mary")
    'M'
    """
    return text[:1]
