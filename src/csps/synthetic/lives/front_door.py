"""Families at the front door: harm that comes to children, contacts about them, and what becomes a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.path_rates import Path
from csps.synthetic.lives.safeguarding import CARE_HARM, CLOSED_NFA, CONTACT_CONCERN, CONTACT_HARM, CONTACT_NOISE

if TYPE_CHECKING:
    from csps.synthetic.lives.care import Care
    from csps.synthetic.lives.path_rates import PathRates
    from csps.synthetic.lives.registers import Flags, Ids
    from csps.synthetic.lives.safeguarding import Records

OFFICE_DAYS = 5  # contacts are taken from Monday to Friday; only harm is told, and acted on, on any day


class FrontDoor:
    """Lets harm come to children, and lets people tell children's services about families.

    Args:
        records: what is written down.
        path: weekly chances.
        care: takes children in.
    """

    def __init__(self, records: Records, path: PathRates, care: Care) -> None:
        self._records = records
        self._path = path
        self._care = care
        self._rates = path.rates
        self._rng = records.rng

    def harm(self, families: Ids, day: int) -> Flags:
        """Let harm come to children, seen or not; tell to which families it came."""
        exposure, frailty, helped, joint = self._records.of(families, "exposure", "frailty", "helped", "joint")
        chance = self._path.harm[exposure, frailty, helped, joint]
        harmed: Flags = self._rng.random(len(families), dtype=np.float32) < chance
        struck = families[harmed]
        self._records.harms.add(household=struck, day=day + self._rng.integers(0, 7, len(struck)))
        return harmed

    def week(self, families: Ids, path: npt.NDArray[np.int8], harmed: Flags, day: int, season: int) -> None:
        """Live one week of contacts.

        Args:
            families: households with children.
            path: where each stood when the week began.
            harmed: to which harm came this week.
            day: the week's Monday.
            season: the kind of week, which contacts follow.
        """
        unknown = path == Path.NONE
        self._contacts(families, unknown, harmed, day, season)
        self._unknown(families[unknown], harmed[unknown], day)

    def _contacts(self, families: Ids, unknown: Flags, harmed: Flags, day: int, season: int) -> None:
        """Make contacts that say little or voice a concern; where no case is open some become referrals."""
        exposure, seen, joint = self._records.of(families, "exposure", "seen", "joint")
        chance = self._path.contact[exposure, seen, joint] * np.float32(self._path.season[season])
        made = np.flatnonzero(~harmed & (self._rng.random(len(families), dtype=np.float32) < chance))
        concern = self._rng.random(len(made)) < self._path.concern_share[exposure[made], seen[made], joint[made]]
        share = np.where(concern, self._rates.referred_of_concern, self._rates.referred_of_noise)
        referred = unknown[made] & (self._rng.random(len(made)) < share)
        days = day + self._rng.integers(0, OFFICE_DAYS, len(made))
        kind = np.where(concern, CONTACT_CONCERN, CONTACT_NOISE)
        contacts = self._records.contacts.add(household=families[made], day=days, kind=kind, referred=referred)
        self._refer(families[made][referred], contacts[referred], days[referred])

    def _refer(self, families: Ids, contacts: Ids, days: Ids) -> None:
        closed = self._rng.random(len(families)) < self._rates.no_further_action
        self._open(families, contacts, days)
        self._records.close(families[closed], days[closed], CLOSED_NFA)
        self._records.go(families[~closed], Path.ASSESSMENT_1)

    def _open(self, families: Ids, contacts: Ids, days: Ids) -> None:
        self._records.open(families, contacts, days, named=self._rates.child_in_referral)

    def _unknown(self, families: Ids, harmed: Flags, day: int) -> None:
        """See some of the harm in families without an open case."""
        (seen,) = self._records.of(families, "seen")
        families = families[harmed & (self._rng.random(len(families)) < self._path.harm_seen[seen])]
        days = day + self._rng.integers(0, 7, len(families))
        contacts = self._records.contacts.add(household=families, day=days, kind=CONTACT_HARM, referred=1)
        self._open(families, contacts, days)
        taken = self._rng.random(len(families)) < self._rates.looked_after_of_harm
        urgent = ~taken & (self._rng.random(len(families)) < self._rates.urgent_of_harm)
        self._care.take(families[taken], days[taken], CARE_HARM)
        self._records.go(families[taken], Path.OPEN_SHORT)
        self._records.start_enquiry(families[urgent], days[urgent] + 1, harm=True)
        self._records.go(families[~taken & ~urgent], Path.ASSESSMENT_1)
