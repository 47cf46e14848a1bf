"""The Department for Work and Pensions: who received which benefit, and what was asked of them in return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded
from csps.synthetic.agencies.episodes import Spans, clear_of, drawn_spells, lived_spells, told_on_moves, told_twice
from csps.synthetic.agencies.occupancy import leads
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, YEAR, as_dates, day_number
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

PARTNER_CLAIMS = 0.40  # of couples: the partner is the one out of work
BOTH_CLAIM = 0.85  # of couples: Universal Credit is claimed by both together
IN_WORK = 0.15  # of households, at any time
IN_WORK_YEARS = 2.0
LEARNT_WITHIN = (7, 41)  # days until the data share shows a new spell
LEGACY_ENDS = day_number(date(2022, 1, 1))
PENSION_AGE = 66
REGIME_CHANGES = 0.35  # of spells on Universal Credit that last longer than half a year
BENEFITS = ("UC", "JSA", "ESA", "IS", "PC")
UC, JSA, ESA, IS, PC = range(5)
BEFORE, AFTER = (0.66, 0.11, 0.17, 0.06, 0.0), (0.90, 0.03, 0.07, 0.0, 0.0)  # shares of working-age spells
REGIMES = ("SEARCHING", "PLANNING", "PREPARING", "WORKING_WITH", "WORKING_ENOUGH", "NO_REQUIREMENTS")
SEARCHING, PLANNING, PREPARING, WORKING_WITH, WORKING_ENOUGH, NO_REQUIREMENTS = range(6)
USUAL = (0.52, 0.0, 0.11, 0.09, 0.0, 0.28)  # where no small child decides it
LATER = (0.2, 0.0, 0.2, 0.2, 0.0, 0.4)
YOUNG_CHILD, SMALL_CHILD = 1.0, 3.0  # years of age of the youngest


@dataclass(frozen=True)
class Receipts:
    """Benefits received: person, benefit, regime, first day, and the day after the last."""

    person: Ids
    benefit: Ids
    regime: Ids
    start: Ids
    end: Ids

    def only(self, rows: npt.NDArray[Any]) -> Receipts:
        """Give some of the rows."""
        return Receipts(*(column[rows] for column in (self.person, self.benefit, self.regime, self.start, self.end)))


def watch_employment(watch: Watch) -> list[Batch]:
    """Give every benefit spell, when it becomes known, when the person has moved, and when it has ended."""
    rng = watch.rng("benefits")
    received = _split_by_regime(_joined(_out_of_work(watch, rng), _in_work(watch, rng)), rng)
    received = _one_at_a_time(_while_here(watch, received))
    contract = table("feeds.benefit_spell")
    met = np.maximum(received.start, _here_since(watch, received.person))
    register = Register(watch, "employment", received.person, met, prefix="DWP")
    record = register.record_of(received.person, met)
    opened = received.start + rng.integers(*LEARNT_WITHIN, len(record))
    told = told_twice(watch.calendar, opened, received.end, rng)
    told = told_on_moves(told, record, opened, received.end, register.address_changes())
    row = told.row
    columns: dict[str, Values] = {
        "claimant_ref": register.reference(record[row]),
        **register.identity(record[row], contract, told.known),
        "sex": coded(register.sex(record[row]), ("U", "M", "F")),
        "benefit": coded(received.benefit[row], BENEFITS),
        "conditionality": coded(received.regime[row], REGIMES),
        "start_date": as_dates(received.start[row]),
        "end_date": np.where(told.ended, as_dates(received.end[row]), np.datetime64("NaT")),
    }
    return [Batch(contract.name, columns, told.known, {"claimant_ref": received.person[row]})]


def _here_since(watch: Watch, person: npt.NDArray[Any]) -> Ids:
    """Give the first day each person lived in the borough: a spell may be older than that."""
    stays = watch.history.person_stays
    return stays.start[np.searchsorted(stays.key, person)].astype(np.int64)


def _joined(*parts: Receipts) -> Receipts:
    return Receipts(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in Receipts.__dataclass_fields__)
    )


def _out_of_work(watch: Watch, rng: np.random.Generator) -> Receipts:
    """Give the spells of households out of work: one adult claims, in some couples both."""
    spells = lived_spells(watch, "out_of_work")
    first, second = _adults(watch, spells)
    couple = second != NOBODY
    swapped = couple & (rng.random(len(spells)) < PARTNER_CLAIMS)
    claimant, other = np.where(swapped, second, first), np.where(swapped, first, second)
    both = np.flatnonzero(couple & (rng.random(len(spells)) < BOTH_CLAIM))
    rows = np.concatenate((np.arange(len(spells)), both))
    person, start, end = np.concatenate((claimant, other[both])), spells.start[rows], spells.end[rows]
    rows, person, start, end = (column[person != NOBODY] for column in (rows, person, start, end))
    draw = rng.random(len(rows))[:, None]
    kind = np.where(start < LEGACY_ENDS, (draw > np.cumsum(BEFORE[:-1])).sum(1), (draw > np.cumsum(AFTER[:-1])).sum(1))
    kind = np.where(watch.history.ages(person, start) >= PENSION_AGE, PC, kind)
    regime = np.where(kind == UC, _regimes(watch, spells.only(rows), rng), -1)
    return Receipts(person, kind, regime, start, end)


def _adults(watch: Watch, spells: Spans) -> tuple[Ids, Ids]:
    """Give the two adults on the first lived day of each spell."""
    history, calendar = watch.history, watch.calendar
    formed = history.households["formed"][spells.household]
    day = np.maximum(np.maximum(spells.start, formed), calendar.first_day(-calendar.burn_in))
    first, partner = leads(history, spells.household, day), history.partner(spells.household, day)
    return first, np.where(partner == first, NOBODY, partner)


def _regimes(watch: Watch, spells: Spans, rng: np.random.Generator) -> Ids:
    """Draw what is asked of a claimant: nothing with a baby, little with a small child, else mostly to search."""
    drawn = rng.choice(len(REGIMES), len(spells), p=USUAL)
    which, child = watch.history.members(spells.household, spells.start, ages=(0, SMALL_CHILD))
    youngest = np.full(len(spells), 99.0)
    np.minimum.at(youngest, which, watch.history.ages(child, spells.start[which]))
    return np.select([youngest < YOUNG_CHILD, youngest < SMALL_CHILD], [NO_REQUIREMENTS, PLANNING], default=drawn)


def _in_work(watch: Watch, rng: np.random.Generator) -> Receipts:
    """Give Universal Credit to some who work, outside of spells without work."""
    spells = drawn_spells(watch, rng, share=IN_WORK, years=IN_WORK_YEARS)
    spells = clear_of(spells, lived_spells(watch, "out_of_work"))
    first, second = _adults(watch, spells)
    both = np.flatnonzero((second != NOBODY) & (rng.random(len(spells)) < BOTH_CLAIM))
    spells = spells.only(np.concatenate((np.arange(len(first)), both)))
    person = np.concatenate((first, second[both]))
    age = watch.history.ages(person, spells.start)
    able = (person != NOBODY) & (age < PENSION_AGE) & (spells.end > spells.start)
    regime = np.where(rng.random(len(spells)) < 0.3, WORKING_WITH, WORKING_ENOUGH)[able]
    return Receipts(person[able], np.full(len(regime), UC), regime, spells.start[able], spells.end[able])


def _split_by_regime(received: Receipts, rng: np.random.Generator) -> Receipts:
    """Let some long spells on Universal Credit go on under another regime: two rows, one after the other."""
    lasts = np.minimum(received.end - received.start, 4_000)
    drawn = (rng.random(len(lasts)) < REGIME_CHANGES) & (received.benefit == UC) & (lasts > 200)
    turn = received.start + 182 + (rng.random(len(lasts)) * (np.minimum(lasts, 900) - 190).clip(0)).astype(np.int64)
    regime = rng.choice(len(REGIMES), len(lasts), p=LATER)
    changed = np.flatnonzero(drawn & (regime != received.regime))
    end = received.end.copy()
    end[changed] = turn[changed]
    first = Receipts(received.person, received.benefit, received.regime, received.start, end)
    second = Receipts(
        received.person[changed], received.benefit[changed], regime[changed], turn[changed], received.end[changed]
    )
    return _joined(first, second)


def _one_at_a_time(received: Receipts) -> Receipts:
    """End what somebody receives when they next claim: they may have left the household whose spell goes on."""
    order = np.lexsort((received.start, received.person))
    received = received.only(order)
    same = np.r_[received.person[1:] == received.person[:-1], False][: len(order)]
    following = np.r_[received.start[1:], FOREVER][: len(order)]
    end = np.where(same, np.minimum(received.end, following), received.end)
    ended = Receipts(received.person, received.benefit, received.regime, received.start, end)
    return ended.only(end > received.start)


def _while_here(watch: Watch, received: Receipts) -> Receipts:
    """End what is received when the person dies, leaves or retires, and leave out what no delivered week sees."""
    people, calendar = watch.history.people, watch.calendar
    gone = np.minimum(people["death"][received.person], people["left"][received.person]).astype(np.int64)
    retires = people["birth"][received.person] + int(PENSION_AGE * YEAR)
    end = np.minimum(np.minimum(received.end, gone), np.where(received.benefit == PC, FOREVER, retires))
    ended = Receipts(received.person, received.benefit, received.regime, received.start, end)
    return ended.only((end > received.start) & (end >= calendar.start_day) & (received.start < calendar.end_day))
