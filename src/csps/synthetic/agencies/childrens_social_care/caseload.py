"""What children's social care has to tell: referrals of children, contacts, early help, and everybody it met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.agencies.childrens_social_care.signs import Signs
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import NOBODY
from csps.synthetic.lives.safeguarding import CLOSED_NFA

if TYPE_CHECKING:
    from csps.synthetic.agencies.watch import Watch

Ids = npt.NDArray[np.int64]
SIBLING_IN_CONTACT = 0.12  # of a contact that is no referral: each further child of the family
CARER_RECORDED = 0.92
PARTNER_RECORDED = 0.55
LEARNS_OF_MOVES = 0.75
COMING_OF_AGE = 6575  # days in 18 years


@dataclass(frozen=True)
class Referrals:
    """One entry per child and case, in order of case and child: the key of everything that follows from a referral.

    Attributes:
        case: row of `History.cases`.
        child, household: whom it is about.
        start: the day the child was first named.
        end: the case closed, care ended, the child came of age or was adopted; FOREVER while it lasts.
        nfa: whether nothing followed.
    """

    case: Ids
    child: Ids
    household: Ids
    start: Ids
    end: Ids
    nfa: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.case)

    def find(self, cases: npt.NDArray[np.integer], children: npt.NDArray[np.integer]) -> Ids:
        """Give the referral of each case and child, -1 where there is none."""
        key, asked = _pair(self.case, self.child), _pair(cases, children)
        place = np.searchsorted(key, asked).clip(0, max(len(key) - 1, 0))
        return np.where(key[place] == asked, place, -1) if len(key) else np.full(len(asked), -1)


@dataclass(frozen=True)
class Meetings:
    """Rows about children, before they are written: where each comes from, the child, household and day."""

    source: Ids
    child: Ids
    household: Ids
    day: Ids


class Caseload:
    """Everything the agency has to tell, and the register of the people in it.

    What ended before the first delivered day is left out, and so are people whom only such things were about.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.history = watch.history
        self.signs = Signs(watch.history)
        self.referrals = self._referrals()
        self.contacts = self._contacts()
        self.helped = self._helped()
        self.missing = self._missing()
        self.person, self.household, self.day = self._met()
        self.register = Register(
            watch,
            "childrens_social_care",
            self.person,
            self.day,
            prefix="CSC",
            learns_of_moves=LEARNS_OF_MOVES,
        )

    @cached_property
    def records(self) -> Ids:
        """The record under which each referral is filed, and all that follows from it."""
        return self.register.record_of(self.referrals.child, self.referrals.start)

    @cached_property
    def met_records(self) -> Ids:
        """The record of each meeting."""
        return self.register.record_of(self.person, self.day)

    def contact_referrals(self) -> Ids:
        """Give the referral that each contact row became, -1 for none."""
        cases = self.history.cases
        became = np.full(len(self.history.contacts["day"]), -1, dtype=np.int64)
        from_contact = np.flatnonzero(cases["contact"] != NOBODY)
        became[cases["contact"][from_contact]] = from_contact
        return self.referrals.find(became[self.contacts.source], self.contacts.child)

    # --- what there is --------------------------------------------------------------------------------------------------
    def _referrals(self) -> Referrals:
        named, cases, people = self.history.named, self.history.cases, self.history.people
        order = np.lexsort((named["day"], named["child"], named["case"]))
        case, child, start = (named[name][order].astype(np.int64) for name in ("case", "child", "day"))
        first = np.r_[True, (case[1:] != case[:-1]) | (child[1:] != child[:-1])][: len(case)]
        case, child, start = case[first], child[first], start[first]
        end = np.maximum(cases["closed"][case].astype(np.int64), self._last_care(case, child))
        adopted = people["adopted_on"][child]
        end = np.minimum(end, np.where(adopted > start, adopted, FOREVER))
        end = np.minimum(end, people["birth"][child].astype(np.int64) + COMING_OF_AGE)
        end = np.where(end > self.history.calendar.end_day, FOREVER, np.maximum(end, start))
        nfa = (cases["reason"][case] == CLOSED_NFA) & (cases["closed"][case] < FOREVER)
        kept = end >= self.history.calendar.start_day
        household = cases["household"][case].astype(np.int64)
        return Referrals(*(column[kept] for column in (case, child, household, start, end, nfa)))

    def _last_care(self, case: Ids, child: Ids) -> Ids:
        """Give the end of the last care of each case and child, -1 where there was none."""
        care = self.history.care
        last = np.full(len(case), -1, dtype=np.int64)
        place = np.searchsorted(_pair(case, child), _pair(care["case"], care["child"]))
        np.maximum.at(last, place, care["end"])
        return last

    def _contacts(self) -> Meetings:
        """List the children of every delivered contact: those referred, or some of those at home."""
        history, rng = self.history, self.watch.rng("children in contacts")
        contacts, cases, referrals = history.contacts, history.cases, self.referrals
        opening = referrals.start == cases["opened"][referrals.case]
        referred = np.flatnonzero(opening & (cases["contact"][referrals.case] != NOBODY))
        source = cases["contact"][referrals.case[referred]].astype(np.int64)
        plain = np.flatnonzero((contacts["referred"] == 0) & (contacts["day"] >= history.calendar.start_day))
        household, day = contacts["household"][plain], contacts["day"][plain]
        which, child = history.members(household, day, roles=("child",), ages=(0, 18))
        order = np.lexsort((rng.random(len(which)), which))
        which, child = which[order], child[order]
        first = np.r_[True, which[1:] != which[:-1]][: len(which)]
        told = first | (rng.random(len(which)) < SIBLING_IN_CONTACT)
        source = np.r_[source, plain[which[told]]]
        child = np.r_[referrals.child[referred], child[told]]
        order = np.lexsort((child, source))
        source, child = source[order], child[order]
        day = contacts["day"][source].astype(np.int64)
        kept = day >= history.calendar.start_day
        return Meetings(source[kept], child[kept], contacts["household"][source[kept]].astype(np.int64), day[kept])

    def _helped(self) -> Meetings:
        """List the children at home when early help began that lasted into the delivered weeks."""
        help_, start_day = self.history.help, self.history.calendar.start_day
        spells = np.flatnonzero((help_["kind"] == 1) & (help_["end"] >= start_day))
        household, day = help_["household"][spells], help_["start"][spells]
        which, child = self.history.members(household, day, roles=("child",), ages=(0, 18))
        return Meetings(
            spells[which], child.astype(np.int64), household[which].astype(np.int64), day[which].astype(np.int64)
        )

    def _missing(self) -> Meetings:
        """Find the teenager of every missing episode."""
        rng = self.watch.rng("missing teenagers")
        happened = self.history.happened("missing_episode")
        household, day = happened["household"].astype(np.int64), happened["day"].astype(np.int64)
        child = self.history.one_member(household, day, rng, roles=("child",), ages=(10, 18))
        kept = np.flatnonzero((child != NOBODY) & (day >= self.history.calendar.start_day))
        return Meetings(kept, child[kept], household[kept], day[kept])

    def _met(self) -> tuple[Ids, Ids, Ids]:
        """List everybody met: the children, and carers and partners who were written down with them."""
        rng, referrals = self.watch.rng("parents met"), self.referrals
        rows = [(referrals.child, referrals.household, referrals.start)]
        rows += [(part.child, part.household, part.day) for part in (self.contacts, self.helped, self.missing)]
        child, household, day = (np.concatenate(column) for column in zip(*rows, strict=True))
        visits = np.unique(np.column_stack((household, day)), axis=0)
        home, when = visits[:, 0], visits[:, 1]
        people, homes, days = [child], [household], [day]
        for person, share in (
            (self.history.carer(home, when), CARER_RECORDED),
            (self.history.partner(home, when), PARTNER_RECORDED),
        ):
            noted = (person != NOBODY) & (rng.random(len(home)) < share)
            people.append(person[noted])
            homes.append(home[noted])
            days.append(when[noted])
        return np.concatenate(people), np.concatenate(homes), np.concatenate(days)


def _pair(first: npt.NDArray[np.integer], second: npt.NDArray[np.integer]) -> Ids:
    """Join two ids into one that sorts by the first, then the second."""
    return np.asarray(first, dtype=np.int64) * FOREVER + second
