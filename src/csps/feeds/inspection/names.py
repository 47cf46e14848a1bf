"""How alike the name of a column is to one of a contract, by its words and what they mean."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.feeds.layouts.catalogue import layouts
from csps.feeds.layouts.layout import compact, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME, SYNONYM, SAME_WORDS, MOST_ALIKE = 0.95, 0.9, 0.85, 0.7
_WORDS = {
    word: words[0]
    for words in (
        ("id", "no", "number", "num", "ref", "reference", "identifier"),
        ("incident", "offence", "crime"),
        ("type", "kind", "category", "class"),
        ("close", "closed", "closure"),
        ("start", "started", "begin", "commenced"),
        ("end", "ended", "ceased"),
        ("referral", "referred"),
        ("date", "day", "dt"),
        ("pupil", "learner", "student"),
        ("address", "addr"),
        ("school", "sch"),
        ("year", "yr"),
        ("", "of", "the", "on"),
    )
    for word in words
}
"""Words that mean the same in a heading; the last ones mean nothing."""
_WHOSE = frozenset(
    ("pupil", "learner", "student", "child", "client", "customer", "person", "resident", "tenant", "member", "applicant",
     "claimant", "nominal", "legal", "chosen", "preferred", "known", "current", "home", "main", "primary", "full",
     "ehe")
)  # fmt: skip
"""Words of a heading that say whose value it is, or which of several, and not what."""
_MEANINGS = (
    (
        "forename",
        "first name",
        "given name",
        "firstname",
        "fname",
        "christian name",
        "first",
        "given",
        "forename 1",
        "first names",
        "forenames",
        "given names",
    ),
    ("surname", "last name", "family name", "lastname", "lname", "sname", "last", "family", "surname 1"),
    ("full name", "name", "person name", "client name", "tenant name", "member fullname", "fullname"),
    ("date of birth", "dob", "birth date", "born", "born on", "d o b", "birthdate", "date birth"),
    ("sex", "gender", "gender current", "sex code"),
    ("ethnicity", "ethnic", "ethnic origin", "ethnic group", "ethnic code"),
    ("postcode", "post code", "postal code", "pcode", "pc", "p code"),
    (
        "address line",
        "address",
        "address 1",
        "address line 1",
        "addr1",
        "addr",
        "street",
        "first line of address",
        "residence",
    ),
    ("uprn", "unique property reference number", "property urn"),
    ("upn", "unique pupil number", "pupil number"),
    ("nhs number", "nhs no", "nhs", "common child id", "nhsno"),
    ("ni number", "nino", "national insurance number", "ni no", "national insurance no"),
    (
        "person id",
        "client id",
        "child id",
        "person ref",
        "individual id",
        "id",
        "person reference",
        "unique id",
        "pid",
        "record id",
        "rec id",
    ),
    ("start date", "from date", "date from", "started on", "start", "commenced", "since", "from"),
    ("end date", "to date", "date to", "ended on", "end", "ceased", "until"),
    ("email", "e mail", "email address", "telephone", "phone", "contact number"),
    ("close date", "closed date", "closure date", "date closed", "closed on"),
    ("case ref", "case id", "case number", "case reference", "casenumber"),
    ("tenancy ref", "tenancy reference", "tenancy number", "tenancy id"),
    ("account ref", "account reference", "account number", "account no"),
    ("claim id", "claim number", "claim ref", "claim reference"),
    (
        "estab",
        "establishment",
        "school number",
        "school",
        "urn",
        "laestab",
        "dfe",
        "dfe number",
        "dfe no",
        "school dfe",
        "sch dfe",
        "school code",
        "sch no",
        "sch code",
        "base",
    ),
    (
        "entry date",
        "date of entry",
        "on roll from",
        "on roll",
        "date on roll",
        "start on roll",
        "roll start",
        "admission date",
        "date of admission",
        "admitted",
        "admitted on",
        "enrolment date",
        "enrolled",
        "enrolled on",
        "date enrolled",
        "doa",
    ),
    (
        "leaving date",
        "date of leaving",
        "date left",
        "left",
        "left on",
        "off roll",
        "off roll date",
        "date off roll",
        "roll end",
        "removed from roll",
        "dol",
    ),
    ("nc year actual", "nc year", "ncy", "nc yr", "year group", "yr group", "year", "yr", "national curriculum year"),
    ("fsm eligible", "fsm", "fsm eligibility", "free school meals", "free meals", "free meal"),
    ("enrol status", "enrolment status", "roll status", "status on roll", "registration status"),
    ("referral date", "date of referral", "referred on", "date referred"),
    ("incident date", "date of incident", "offence date", "date of offence", "committed", "committed on"),
    ("incident type", "offence", "offence type", "offence description", "crime type"),
    ("week start", "week beginning", "week commencing", "wk beg", "wk commencing", "wb", "wc"),
    ("register code", "mark", "register mark", "attendance mark", "attendance code"),
    ("sessions", "no sessions", "number of sessions", "session count"),
    ("joined date", "joined", "date joined", "joined on"),
    ("balance date", "as at", "as at date", "balance as at", "position date"),
    ("death date", "date of death", "dod", "died on"),
)


_SAID = {
    "ehe": ("home", "education"),
    "ed": ("education",),
    "roll": ("school", "enrolment"),
    "mark": ("attendance",),
    "fsm": ("school",),
    "crime": ("police", "incident"),
    "offence": ("incident",),
}
"""Words of headings and of names of files, and what they say a file is about."""


def topics(said: Iterable[str]) -> frozenset[str]:
    """Give the words by which texts say what they are about, short ones written out.

    >>> sorted(topics(["EHE since"]))
    ['education', 'ehe', 'home', 'since']
    """
    words = {word for text in said for word in normal(text).split()}
    return frozenset(words | {meant for word in words for meant in _SAID.get(word, ())})


@functools.cache
def _meaning() -> dict[str, int]:
    return {compact(word): number for number, words in enumerate(_MEANINGS) for word in words}


@functools.cache
def plain(column: str) -> str:
    """Give a column's words without the prefix of its object.

    >>> plain("pers_dob"), plain("cine_referral_date"), plain("post_code")
    ('dob', 'referral date', 'post code')
    """
    first, _, rest = column.partition("_")
    return normal(rest if rest and len(first) == 4 and first in _prefixes() else column)


@functools.cache
def likeness(delivered: str, column: str) -> float:
    """Say from 0 to 1 how alike two names are: the same words, words of one meaning, or words shared.

    >>> likeness("Date Of Birth", "pers_dob"), likeness("DOB", "pers_dob"), likeness("Colour", "pers_dob")
    (0.9, 0.95, 0.0)
    >>> likeness("Learner Last", "surname")
    0.85
    """
    one, other = normal(delivered), plain(column)
    if compact(delivered) in (compact(other), compact(column)):
        return SAME
    first, second = _meaning().get(compact(one)), _meaning().get(compact(other))
    if first is not None and first == second:
        return SYNONYM
    here, there = _words(one), _words(other)
    if here == there and len(here) > 1:
        return SAME_WORDS
    if _is_the_same_of(one.split(), other.split()):
        return SAME_WORDS
    shared = len(here & there) / len(here | there) if here | there else 0.0
    return round(MOST_ALIKE * shared, 2) if shared >= 0.3 else 0.0


def _is_the_same_of(here: list[str], there: list[str]) -> bool:
    """Say whether two names mean the same once words are left out that both have, or that say whose value it is."""
    rest = "".join(word for word in here if word not in there and word not in _WHOSE)
    other = "".join(word for word in there if word not in here and word not in _WHOSE)
    meaning = _meaning().get(rest)
    return meaning is not None and meaning == _meaning().get(other)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORDS.get(word, word) for word in name.split()) - {""}


@functools.cache
def vocabulary() -> frozenset[str]:
    """Give every word that some heading has: a first line in which none stands is probably somebody's data."""
    words = {word for layout in layouts() for heading in layout.headings for word in normal(heading).split()}
    words |= {word for meaning in _MEANINGS for each in meaning for word in each.split()}
    return frozenset(word for word in words if len(word) > 1 or word == "id")


@functools.cache
def _prefixes() -> frozenset[str]:
    names = [column for table in delivered_tables().values() if "ssd" in table.name for column in table.column_names]
    return frozenset(name.partition("_")[0] for name in names)
