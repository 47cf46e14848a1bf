"""How a contract's value is taken from a row of another layout: as it is, as a day, as a code, joined to others.

A take changes how a fact is spelled and never what it says: what it does not understand it hands on as it stands, so that
the rules see it and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.contracts.code_lists.people import POLICE_TO_DFE_ETHNICITY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Spelled = Callable[..., ibis.Value]

ISO = "%Y-%m-%d"
DAY_FORMATS = (
    ISO, "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%d %b %Y", "%d %B %Y",
)  # fmt: skip
"""Ways to write a day that cannot be mistaken in England: never the month first, never a year of two digits among numbers."""
_SHORT_YEAR = r"^(\d{1,2})[- ]([A-Za-z]{3})[- ](\d\d)$"
"""As Oracle writes a day, 18-MAR-05: the month is a word, so that only the century has to be known."""
FIRST_OF_LAST_CENTURY = "40"
"""Two digits from here on are of the twentieth century: nobody whom a council works with was born before 1940 and not
written in full, and no date lies beyond 2039. It is an assumption of ours."""
SEXES = {
    "1": "M", "2": "F", "0": "U", "9": "U", "3": "U", "male": "M", "female": "F", "m": "M", "f": "F", "u": "U",
    "indeterminate": "U", "unknown": "U", "not stated": "U", "not stated/recorded": "U", "not recorded": "U", "neither": "U",
    "boy": "M", "girl": "F", "i": "U", "other": "U",
}  # fmt: skip
YES_NO = {
    "y": "true",
    "yes": "true",
    "n": "false",
    "no": "false",
    "1": "true",
    "0": "false",
    "true": "true",
    "false": "false",
}


@ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "array<string>"), "timestamp"))
def _as_time(text, written):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the body is DuckDB's
    ...


@ibis.udf.scalar.builtin(name="json_extract_string", signature=(("string", "string"), "string"))
def _from_json(text, path):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the body is DuckDB's
    ...


@ibis.udf.scalar.builtin(name="json_valid", signature=(("string",), "boolean"))
def _is_json(text):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the body is DuckDB's
    ...


@dataclass(frozen=True, slots=True)
class Take:
    """A value made of some columns of a row.

    Args:
        headings: the columns.
        spell: makes the value of theirs, in that order; a column that a file does not have is missing in every row.
        is_key: whether it is a key that csps made, because the layout has none: what it is made of may name a person, so
            that the lake has a pseudonym of it.
    """

    headings: tuple[str, ...]
    spell: Spelled
    is_key: bool = False


def as_it_is(heading: str) -> Take:
    """Take a value as it stands."""
    return Take((heading,), lambda text: text)


def first_of(*headings: str) -> Take:
    """Take the first value that is there."""
    return Take(headings, ibis.coalesce)


def day(*headings: str) -> Take:
    """Take a day, however it is written, as ISO text; of a moment its day."""
    return Take(headings, lambda *texts: day_of(ibis.coalesce(*texts)))


def day_of(text: ibis.Value, written: tuple[str, ...] = DAY_FORMATS) -> ibis.Value:
    """Give a day as ISO text; what is no day stays as it is."""
    dated = text.re_replace(r"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ]\d{1,2}:\d\d.*$", r"\1")
    if "%d-%b-%Y" in written:
        century = ibis.ifelse(dated.re_extract(_SHORT_YEAR, 3) < FIRST_OF_LAST_CENTURY, "20", "19")
        whole_year = dated.re_replace(_SHORT_YEAR, r"\1-\2-") + century + dated.re_extract(_SHORT_YEAR, 3)
        dated = ibis.ifelse(dated.re_search(_SHORT_YEAR), whole_year, dated)
    found = _as_time(dated, ibis.array(list(written)))
    return found.strftime(ISO).coalesce(text)


def code(heading: str, spelled: Mapping[str, str] | None = None) -> Take:
    """Take a code: in capitals where it is one, otherwise translated; a label before or after it is taken away."""
    return Take((heading,), lambda text: coded(text, spelled or {}))


def coded(text: ibis.Value, spelled: Mapping[str, str]) -> ibis.Value:
    """Give the code in texts such as "a) WBRI", "q) 6: Police", "N1 - Abuse or neglect"."""
    bare = whole(text.re_replace(r"^[a-z]{1,2}\)\s*", ""))
    known = bare.lower().cases(*spelled.items(), else_=ibis.null("string")) if spelled else ibis.null("string")
    short = bare.re_extract(r"^([A-Za-z]{0,6}\d{0,2}[A-Za-z]?)\s*(?:[:\-\x{2013}].*)?$", 1).nullif("").upper()
    return known.coalesce(short, bare)


def sex(*headings: str) -> Take:
    """Take a sex as any return spells it."""
    return Take(headings, lambda *texts: coded(ibis.coalesce(*texts), SEXES))


def ethnicity(*headings: str) -> Take:
    """Take an ethnicity of the department's list; the codes of the police are translated into it."""
    spelled = {key.lower(): value for key, value in POLICE_TO_DFE_ETHNICITY.items()}
    return Take(headings, lambda *texts: coded(ibis.coalesce(*texts), spelled))


def yes_no(heading: str) -> Take:
    """Take yes or no, labelled or not."""
    return Take((heading,), lambda text: coded(text, YES_NO))


def not_yes(heading: str) -> Take:
    """Take the opposite of yes or no."""
    turned = {key: "false" if value == "true" else "true" for key, value in YES_NO.items()}
    return Take((heading,), lambda text: coded(text, turned))


def number(heading: str) -> Take:
    """Take a whole number, also where a program wrote it with a point and noughts."""
    return Take((heading,), whole)


def whole(text: ibis.Value) -> ibis.Value:
    """Give a whole number without a point and noughts after it."""
    return text.re_replace(r"^([+-]?\d+)\.0+$", r"\1")


def joined(*headings: str, after: str = "") -> Take:
    """Join values to a key that tells rows apart; days in it are ISO, so that two spellings are one key.

    Where the first is missing there is none. The key never leaves the door as it is: see `Take.is_key`.

    Args:
        headings: the columns.
        after: what follows their values.
    """

    def spell(first: ibis.Value, *others: ibis.Value) -> ibis.Value:
        parts = [first.fill_null(""), *(day_of(text).fill_null("") for text in others)]
        parts += [ibis.literal(after)] if after else []
        together = ibis.literal("|").join(parts)
        return ibis.ifelse(first.isnull(), ibis.null("string"), together)

    return Take(headings, spell, is_key=True)


def lines(*headings: str) -> Take:
    """Join the lines of an address."""

    def spell(*texts: ibis.Value) -> ibis.Value:
        together = ibis.literal(", ").join([text.fill_null("") for text in texts])
        return together.re_replace(r"(, )+", ", ").re_replace(r"^, |, $", "").nullif("")

    return Take(headings, spell)


def always(value: str) -> Take:
    """Give every row one value."""
    return Take((), lambda: ibis.literal(value))


def listed_codes(heading: str) -> Take:
    """Take several codes: JSON as it is, or a text with commas or semicolons between them, as JSON."""

    def spell(text: ibis.Value) -> ibis.Value:
        plain = '["' + text.upper().re_replace(r"\s*[,;|]\s*", '","') + '"]'
        return ibis.ifelse(text.startswith("[") | text.isnull(), text, plain)

    return Take((heading,), spell)


def inside(heading: str, *names: str) -> Take:
    """Take a value out of a column that holds a JSON object; names of keys, the first that is there."""

    def spell(text: ibis.Value) -> ibis.Value:
        sound = ibis.ifelse(_is_json(text), text, ibis.null("string"))
        return ibis.coalesce(*(_from_json(sound, f'$."{name}"').nullif("") for name in names))

    return Take((heading,), spell)


def when(take: Take, heading: str, *values: str) -> Take:
    """Take a value only where another column has one of some values."""
    return Take(
        (*take.headings, heading),
        lambda *texts: ibis.ifelse(texts[-1].upper().isin(values), take.spell(*texts[:-1]), ibis.null("string")),
    )


def unless(take: Take, heading: str, pattern: str) -> Take:
    """Take a value only where another column does not look like something."""
    return Take(
        (*take.headings, heading),
        lambda *texts: ibis.ifelse(
            texts[-1].re_search(pattern).fill_null(False), ibis.null("string"), take.spell(*texts[:-1])
        ),
    )


def only(heading: str, pattern: str) -> Take:
    """Take a value only where it looks like something."""
    return Take((heading,), lambda text: ibis.ifelse(text.re_search(pattern), text.upper(), ibis.null("string")))
