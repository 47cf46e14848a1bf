"""The youth justice service: offences of 10- to 17-year-olds, what was proven and what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.episodes import told_twice
from csps.synthetic.agencies.police import OFFENCE_KINDS, counted_before, offences, police_ethnicity, recorded_sex
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.police import Offences
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

# Cautioned or sentenced: 23 per 10,000 aged 10 to 17 (England and Wales, 2023-24). The share of offences that are
# proven is an assumption; the profile's rate of "youth_offence" has to make up the rest.
PROVEN = 0.50

# Disposals and the weeks they last, shortest and longest; 0 where nothing lasts. Lengths: Sentencing Act 2020.
DISPOSALS: dict[str, tuple[int, int]] = {
    "YOUTH_CAUTION": (0, 0),
    "CONDITIONAL_CAUTION": (13, 13),
    "REFERRAL_ORDER": (13, 52),
    "YRO": (26, 78),
    "DISCHARGE": (26, 52),
    "FINE": (0, 0),
    "REPARATION": (13, 13),
    "CUSTODY": (17, 60),
    "COMMUNITY_RESOLUTION": (0, 0),
    "DIVERSION": (12, 26),
}
# Shares by number of offences proven before (none, one, more): assumption; cautions for the first, courts afterwards,
# custody for about one in twenty-five of those sentenced
PROVEN_SHARES = (
    (0.38, 0.20, 0.33, 0.02, 0.03, 0.02, 0.01, 0.01, 0.0, 0.0),
    (0.14, 0.15, 0.42, 0.16, 0.06, 0.03, 0.01, 0.03, 0.0, 0.0),
    (0.05, 0.06, 0.28, 0.43, 0.06, 0.02, 0.02, 0.08, 0.0, 0.0),
)
RESOLVED, DIVERTED = 0.35, 0.35  # of offences that were not proven; for the rest nothing followed: assumption
COURT = ("REFERRAL_ORDER", "YRO", "DISCHARGE", "FINE", "REPARATION", "CUSTODY")

# Days, on average, all assumptions; courts take longer (median from offence to end of the case is about half a year)
DAYS_TO_HEAR = 21.0
DAYS_TO_SETTLE, DAYS_TO_COURT = 45.0, 150.0
DAYS_TO_RECORD = 7.0
LATEST_CLOSING = 45


def watch_youth_justice(watch: Watch) -> list[Batch]:
    """Give every offence as it is heard of, again with what followed, and again when that has ended."""
    rng = watch.rng("youth justice")
    done = offences(watch, "youth_offence")
    proven = rng.random(len(done.day)) < PROVEN
    disposal = _disposals(done, proven, rng)
    decided, until = _dates(watch, done, disposal, rng)
    heard = done.day + 3 + rng.exponential(DAYS_TO_HEAR, len(done.day)).astype(np.int64)
    row, known, settled, ended = _told(watch, heard, decided, until, rng)
    register = Register(watch, "youth_justice", done.person, done.day, prefix="YJ")
    record = register.record_of(done.person, done.day)[row]
    columns: dict[str, Values] = {
        "offence_id": numbered("OFF", row),
        "yjs_person_ref": register.reference(record),
        **register.identity(record, table("feeds.youth_justice_offence"), np.maximum(known, watch.calendar.start_day)),
        "sex": recorded_sex(register, record),
        "ethnicity": police_ethnicity(watch, register, record, rng),
        "offence_date": as_dates(done.day[row]),
        "offence_kind": coded(done.kind[row], OFFENCE_KINDS),
        "proven": np.ma.masked_array(proven[row], mask=~settled),
        "disposal": coded(np.where(settled, disposal[row], -1), tuple(DISPOSALS)),
        "disposal_date": as_dates(np.where(settled & (disposal[row] >= 0), decided[row], FOREVER)),
        "disposal_end_date": as_dates(np.where(ended & (until[row] > decided[row]), until[row], FOREVER)),
    }
    return [Batch("feeds.youth_justice_offence", columns, known, {"yjs_person_ref": done.person[row]})]


def _disposals(done: Offences, proven: npt.NDArray[np.bool_], rng: np.random.Generator) -> Ids:
    """Draw what followed each offence, -1 for nothing: graver for those who were convicted before."""
    rows = len(done.day)
    before = np.zeros(rows, dtype=np.int64)
    before[proven] = counted_before(done.person[proven]).clip(0, len(PROVEN_SHARES) - 1)
    steps = np.cumsum(PROVEN_SHARES, axis=1)[before]
    draw = rng.random(rows)
    graver = (draw[:, None] > steps).sum(axis=1).clip(0, len(DISPOSALS) - 1)
    words = tuple(DISPOSALS)
    milder = np.select(
        [draw < RESOLVED, draw < RESOLVED + DIVERTED],
        [words.index("COMMUNITY_RESOLUTION"), words.index("DIVERSION")],
        -1,
    )
    return np.where(proven, graver, milder)


def _dates(watch: Watch, done: Offences, disposal: Ids, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Give the day of each decision, FOREVER where the young person was gone by then, and the last day of what followed."""
    rows = len(done.day)
    court = np.isin(disposal, [tuple(DISPOSALS).index(word) for word in COURT])
    decided = done.day + 14 + rng.exponential(np.where(court, DAYS_TO_COURT, DAYS_TO_SETTLE)).astype(np.int64)
    shortest, longest = np.array([*DISPOSALS.values(), (0, 0)]).T[:, disposal]
    until = decided + 7 * rng.integers(shortest, longest + 1, rows)
    people = watch.history.people
    gone = np.minimum(people["death"], people["left"])[done.person].astype(np.int64)
    decided = np.where(decided < gone, decided, FOREVER)
    return decided, np.where(decided < FOREVER, np.minimum(until, gone), FOREVER)


def _told(
    watch: Watch, heard: Ids, decided: Ids, until: Ids, rng: np.random.Generator
) -> tuple[Ids, Ids, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Tell each offence up to three times: row, known, whether it is decided, whether what followed has ended."""
    calendar = watch.calendar
    recorded = np.maximum(decided + rng.exponential(DAYS_TO_RECORD, len(decided)).astype(np.int64), heard + 1)
    told = told_twice(calendar, recorded, until, rng, latest=0)
    late = rng.integers(0, LATEST_CLOSING, len(decided))
    known = told.known + np.where(told.ended & (until > recorded)[told.row], late[told.row], 0)
    waiting = (heard <= calendar.end_day) & (recorded >= calendar.start_day) & (until >= calendar.start_day)
    gone_quiet = (decided == FOREVER) & (heard < calendar.start_day)  # never decided: told only when new
    first = np.flatnonzero(waiting & ~gone_quiet)
    return (
        np.concatenate((first, told.row)),
        np.concatenate((heard[first], known)),
        np.repeat([False, True], [len(first), len(told.row)]),
        np.concatenate((np.zeros(len(first), dtype=bool), told.ended)),
    )
