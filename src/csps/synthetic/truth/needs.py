"""Which needs of the programme what a family lived through shows on record, and when an assessment stands behind them.

The needs are lines of `csps.outcomes.rules.sf`, by their names there. What is lived shows in a share of its cases: an
agency writes down, delivers, or a rule admits, no more of them. And every line is met by some families to whom nothing
of it happened here: a term of illness, a landlord's notice, a register that is out of date. Shares and luck are
assumptions, set so that three needs and an assessment are as common as in what the borough delivers, and lines nearly
(`benchmarks/results/needs.md` puts both beside each other). Which cases they are only the deliveries know, so that a
probability is given what was lived and not what was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.headlines import HEADLINES
from csps.synthetic.lives.support import EARLY_HELP
from csps.synthetic.lives.support import PROGRAMME as ON_PROGRAMME
from csps.synthetic.truth.intervals import Intervals, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csps.synthetic.lives.history import History
    from csps.synthetic.lives.registers import Column

YEAR = 364  # days an event is evidence
STANDS = 546  # days an assessment stands, where no work goes on that came of it


@dataclass(frozen=True)
class Shows:
    """What is evidence for a need.

    Args:
        need: the line.
        share: of the cases.
    """

    need: str
    share: float = 1.0


BY_HAPPENING: Mapping[str, tuple[Shows, ...]] = {
    "suspension": (Shows("SF1.3", 0.04),),  # three within a year
    "missed_health_review": (Shows("SF2.2", 0.65),),
    "child_mental_health_flag": (Shows("SF3.1", 0.4),),
    "mental_health_flag": (Shows("SF3.2", 0.45),),
    "adult_care_request": (Shows("SF3.3", 0.12),),
    "substance_flag": (Shows("SF4.1", 0.6),),
    "missing_episode": (Shows("SF6.2"),),
    "adult_offence": (Shows("SF7.1", 0.1),),
    "antisocial_behaviour": (Shows("SF7.1", 0.2),),
    "youth_offence": (Shows("SF7.3", 0.95),),
    "domestic_incident": (Shows("SF8.1", 0.75), Shows("SF8.2", 0.12), Shows("SF8.3", 0.75)),
    "homelessness_duty": (Shows("SF9.2", 0.6),),
    "debt_referral": (Shows("SF10.2", 0.25),),
}
TOGETHER = "domestic_incident"  # one event that shows several needs at once
BY_SPELL = {"absence": Shows("SF1.1", 0.5), "out_of_work": Shows("SF10.1", 0.65), "arrears": Shows("SF10.2", 0.3)}
# Circumstances an assessment found; money and housing have no code there, and support is no trouble.
BY_NOTE = {"mind": Shows("SF3.2", 0.95), "substance": Shows("SF4.1", 0.8), "conflict": Shows("SF8.1", 1.0)}
OPEN_CASE = (
    Shows("SF6.1", 0.8), Shows("SF5.1", 0.2), Shows("SF5.2", 0.25), Shows("SF5.3", 0.22), Shows("SF3.3", 0.35),
    Shows("SF3.1", 0.25),
)  # fmt: skip
ENQUIRED = Shows("SF6.1")
HELPED = (Shows("SF5.1", 0.55), Shows("SF5.2", 0.12), Shows("SF3.1", 0.3), Shows("SF9.2", 0.15))  # why early help began
# What the programme's own assessment finds: three needs at least.
FOUND = (
    Shows("SF5.1", 0.6), Shows("SF3.1", 0.35), Shows("SF5.2", 0.4), Shows("SF10.2", 0.5), Shows("SF3.2", 0.5),
    Shows("SF8.1", 0.4), Shows("SF1.1", 0.4), Shows("SF10.1", 0.4), Shows("SF6.1", 0.4),
)  # fmt: skip
NAMED = dict(  # what a professional who names a headline has in mind
    zip(
        HEADLINES,
        (
            Shows(need, 0.6)
            for need in ("SF1.1", "SF2.2", "SF3.2", "SF4.1", "SF5.1", "SF6.1", "SF7.1", "SF8.1", "SF9.2", "SF10.2")
        ),
        strict=True,
    )
)
LUCK = {  # a year's chance of each line without any cause that is lived here, and where it can be
    "SF1.1": (0.19, "school"), "SF1.3": (0.022, "school"), "SF1.4": (0.015, "school"), "SF2.2": (0.02, "young"),
    "SF2.3": (0.085, "young"), "SF3.1": (0.015, "school"), "SF3.2": (0.012, ""), "SF3.3": (0.03, ""), "SF4.1": (0.006, ""),
    "SF5.1": (0.006, ""), "SF6.4": (0.0135, "teen"), "SF7.1": (0.007, ""), "SF8.2": (0.006, ""), "SF9.2": (0.022, ""),
    "SF10.1": (0.05, ""), "SF10.2": (0.03, ""), "SF10.3": (0.015, "teen"),
}  # fmt: skip
AGES = {"young": (0.0, 5.0), "school": (5.0, 16.0), "teen": (10.0, 18.0)}
NEEDS = (
    "SF1.1", "SF1.3", "SF1.4", "SF2.2", "SF2.3", "SF3.1", "SF3.2", "SF3.3", "SF4.1", "SF5.1", "SF5.2", "SF5.3", "SF6.1",
    "SF6.2", "SF6.4", "SF7.1", "SF7.3", "SF8.1", "SF8.2", "SF8.3", "SF9.2", "SF10.1", "SF10.2", "SF10.3",
)  # fmt: skip
ASSESSED = "assessed"
CASE, ENQUIRY, PLAN, EARLY, PROGRAMME = "open case", "enquiry", "plan", "early help", "programme"
SOURCES: Mapping[str, tuple[Shows, ...]] = {
    **BY_HAPPENING,
    **{spell: (shows,) for spell, shows in BY_SPELL.items()},
    **{f"{factor} noted": (shows,) for factor, shows in BY_NOTE.items()},
    **{f"{headline} named": (shows,) for headline, shows in NAMED.items()},
    CASE: OPEN_CASE,
    ENQUIRY: (ENQUIRED,),
    PLAN: (ENQUIRED,),
    EARLY: HELPED,
    PROGRAMME: FOUND,
}

Row = tuple["Column", "Column", "Column", bool]  # household, start, end, and whether it lasts for as long as it may


def evidence(history: History) -> dict[str, Intervals]:
    """Give for how long what each source saw counts, by household, and when a whole-family assessment stands (ASSESSED)."""
    parts: dict[str, list[Row]] = {}
    for source, row in _rows(history):
        parts.setdefault(source, []).append(row)
    return {source: _joined(rows) for source, rows in parts.items()}


def on_record(history: History, lot: int = 4) -> dict[str, Intervals]:
    """Draw one record that the evidence may have left: when each need is met, luck included, and an assessment stands.

    What csps finds in the deliveries is another such record. This one is there to try the probabilities on.
    """
    parts: dict[str, list[Row]] = {need: [] for need in NEEDS}
    assessed = []
    for number, (source, row) in enumerate(_rows(history)):
        if source == ASSESSED:
            assessed.append(row)
            continue
        for shows in SOURCES[source]:
            kept = np.random.default_rng([lot, number, NEEDS.index(shows.need)]).random(len(row[0])) < shows.share
            parts[shows.need].append((row[0][kept], row[1][kept], row[2][kept], row[3]))
    for need, row in _lucky(history, lot):
        parts[need].append(row)
    return {need: _joined(rows) for need, rows in parts.items()} | {ASSESSED: _joined(assessed)}


def _joined(rows: list[Row]) -> Intervals:
    household, start, end = (np.concatenate([row[place] for row in rows]).astype(np.int64) for place in range(3))
    return merged(household, start, end, lasts=np.repeat([row[3] for row in rows], [len(row[0]) for row in rows]))


def _for_a_year(household: Column, day: Column) -> Row:
    return household, day, day + YEAR, False


def _while_it_stands(household: Column, day: Column) -> Row:
    return household, day, day + STANDS, False


def _rows(history: History) -> Iterator[tuple[str, Row]]:
    """Yield what each source saw: its name and rows, in an order that never changes."""
    for happening in BY_HAPPENING:
        rows = history.happened(happening)
        yield happening, _for_a_year(rows["household"], rows["day"])
    for spell in BY_SPELL:
        lasted = history.lasted(spell)
        yield spell, (lasted["household"], lasted["start"], lasted["end"], True)
    yield from _of_social_care(history)
    given = history.help
    for source, kind in ((EARLY, EARLY_HELP), (PROGRAMME, ON_PROGRAMME)):
        here = given["kind"] == kind
        yield source, (given["household"][here], given["start"][here], given["end"][here], True)
    named = history.nominations
    for place, headline in enumerate(HEADLINES):
        here = (named["headlines"] >> place) & 1 > 0
        yield f"{headline} named", _for_a_year(named["household"][here], named["day"][here])
    yield ASSESSED, _while_it_stands(given["household"], given["start"])
    yield ASSESSED, (given["household"], given["start"], given["end"], True)


def _of_social_care(history: History) -> Iterator[tuple[str, Row]]:
    cases, enquiries, plans = history.cases, history.enquiries, history.plans
    done = cases["assessed"] < FOREVER
    for factor in BY_NOTE:
        noted = done & ((cases["noted"] >> history.factor_names.index(factor)) & 1 > 0)
        yield f"{factor} noted", _for_a_year(cases["household"][noted], cases["assessed"][noted])
    yield CASE, (cases["household"], cases["opened"], cases["closed"], True)
    yield ENQUIRY, _for_a_year(enquiries["household"], enquiries["start"])
    planned = plans["start"] < FOREVER
    yield PLAN, (plans["household"][planned], plans["start"][planned], plans["end"][planned], True)
    yield ASSESSED, _while_it_stands(cases["household"][done], cases["assessed"][done])
    yield ASSESSED, (cases["household"][done], cases["assessed"][done], cases["closed"][done], True)


def _lucky(history: History, lot: int) -> Iterator[tuple[str, Row]]:
    """Draw lines that are met without a cause where somebody lives whom they can be about: each counts for a year."""
    households, calendar = len(history.households["active"]), history.calendar
    days = calendar.end_day - calendar.start_day + YEAR
    for need, (chance, where) in LUCK.items():
        rng = np.random.default_rng([lot, 999, NEEDS.index(need)])
        many = rng.poisson(-np.log1p(-chance) * days / YEAR, households)
        household = np.repeat(np.arange(households), many)
        day = calendar.start_day - YEAR + rng.integers(0, days, len(household))
        if where:
            there = np.unique(history.members(household, day, ages=AGES[where])[0])
            household, day = household[there], day[there]
        yield need, _for_a_year(household, day)
