"""Where people lived: the first address written down, moves learnt of later, and placements of children in care."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.care import episodes_of_care
from csps.synthetic.agencies.childrens_social_care.drawing import days_between
from csps.synthetic.agencies.childrens_social_care.tellings import Telling, told
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.identities.addresses import NO_DWELLING, Tenure
from csps.synthetic.lives.history import Stays

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

ADDRESS_DELAY = (0, 4)
TOWN = "London"
HOME, PLACEMENT, TEMPORARY = range(3)
TYPES = ("HOME", "PLACEMENT", "TEMPORARY")


def homes(caseload: Caseload) -> list[Batch]:
    """Give one row per stay, told when it begins and again with its last day when the next is known."""
    record, start, dwelling, placed = _stays(caseload)
    same_person = np.r_[record[1:] == record[:-1], False][: len(record)]
    next_start = np.where(same_person, np.r_[start[1:], FOREVER][: len(record)], FOREVER)
    # an old identity's last placement ends with the adoption, and nothing follows
    adopted = caseload.history.people["adopted_on"][caseload.register.person[record]].astype(np.int64)
    former = ~caseload.register.new_identity[record] & (adopted > start)
    next_start = np.where(former, np.minimum(next_start, adopted), next_start)
    last = np.where(next_start < FOREVER, np.maximum(next_start - 1, start), FOREVER)
    told_rows = np.flatnonzero((dwelling != NO_DWELLING) & (last >= caseload.history.calendar.start_day))
    record, start, dwelling, placed = (column[told_rows] for column in (record, start, dwelling, placed))
    next_start, last = next_start[told_rows], last[told_rows]
    rng, town = caseload.watch.rng("addresses told"), caseload.watch.town
    kind = np.where(placed, PLACEMENT, np.where(town.tenure[dwelling] == Tenure.TEMPORARY, TEMPORARY, HOME))
    columns: dict[str, Values] = {
        "addr_table_id": numbered("ADR", np.arange(len(record))),
        "addr_person_id": caseload.register.reference(record),
        "addr_address_type": coded(kind, TYPES),
        "addr_address_start_date": as_dates(start),
        "addr_address_end_date": as_dates(last),
        **_parts(caseload, record, dwelling),
    }
    opened = start + days_between(rng, len(record), ADDRESS_DELAY)
    closed = np.where(next_start < FOREVER, np.maximum(next_start, opened), FOREVER)
    early, over = np.flatnonzero(closed > opened), np.flatnonzero(closed < FOREVER)
    person = caseload.register.person[record]
    tellings = [Telling(early, opened[early], ("addr_address_end_date",)), Telling(over, closed[over])]
    return [told("feeds.ssd_address", columns, {"addr_person_id": person}, tellings)]


def _stays(caseload: Caseload) -> tuple[Ids, ...]:
    """List stays in order of record and day: record, first day, dwelling, whether it is a placement."""
    register = caseload.register
    everyone = np.arange(len(register))
    moved, moved_day = register.address_changes()
    moved_to = register.dwelling(moved, moved_day)
    allowed = ~_in_care(caseload, register.person[moved], moved_day)
    allowed &= moved_day <= caseload.history.calendar.end_day
    moved, moved_day, moved_to = moved[allowed], moved_day[allowed], moved_to[allowed]
    placed, placed_day, placed_in, is_placement = _placements(caseload)
    record = np.r_[everyone, moved, placed]
    start = np.r_[register.since, moved_day, placed_day]
    dwelling = np.r_[register.dwelling(everyone, register.since), moved_to, placed_in]
    placement = np.r_[np.zeros(len(everyone) + len(moved), dtype=bool), is_placement]
    order = np.lexsort((placement, start, record))
    record, start, dwelling, placement = (column[order] for column in (record, start, dwelling, placement))
    later = np.r_[(record[1:] == record[:-1]) & (start[1:] == start[:-1]), False][: len(record)]
    record, start, dwelling, placement = (column[~later] for column in (record, start, dwelling, placement))
    again = np.r_[False, (record[1:] == record[:-1]) & (dwelling[1:] == dwelling[:-1])][: len(record)]
    return record[~again], start[~again], dwelling[~again], placement[~again]


def _placements(caseload: Caseload) -> tuple[Ids, ...]:
    """Give placements and returns home: record, day, dwelling, whether it is a placement."""
    episodes, care, history = episodes_of_care(caseload), caseload.history.care, caseload.history
    changed = np.flatnonzero(episodes.new_placement)
    row = episodes.care[changed]
    over = np.flatnonzero(episodes.last & (episodes.end < FOREVER))
    home_row, home_day = episodes.care[over], episodes.end[over]
    back = history.address(care["child"][home_row], np.minimum(home_day, history.calendar.end_day - 1))
    back = np.where(care["ended_by"][home_row] == 1, back, NO_DWELLING)  # elsewhere, of age, adopted: not told
    rows, day = np.r_[row, home_row], np.r_[episodes.start[changed], home_day]
    dwelling = np.r_[episodes.dwelling[changed], back]
    record = caseload.records[caseload.referrals.find(care["case"][rows], care["child"][rows])]
    return record, day, dwelling, np.r_[np.ones(len(row), bool), np.zeros(len(home_row), bool)]


def _in_care(caseload: Caseload, persons: Ids, days: Ids) -> npt.NDArray[np.bool_]:
    care = caseload.history.care
    which, _ = Stays(care["child"], care["child"], care["start"], care["end"]).on(persons, days)
    found = np.zeros(len(persons), dtype=bool)
    found[which] = True
    return found


def _parts(caseload: Caseload, record: Ids, dwelling: Ids) -> dict[str, Values]:
    """Write an address in its parts; who is filed without a property number stays so."""
    town, register = caseload.watch.town, caseload.register
    count = len(dwelling)
    house = town.number[dwelling]
    first_house = np.arange(int(town.number.max(initial=0)) + 1)
    unnumbered = register.records.uprn[record] < 0
    return {
        "addr_address_flat": _text(town.flat[dwelling], town.flat_texts),
        "addr_address_building": _text(town.block[dwelling], town.block_texts),
        "addr_address_house": coded(np.where(house > 0, house, -1), [str(number) for number in first_house]),
        "addr_address_street": Coded(town.street[dwelling].astype(np.int32), town.street_texts),
        "addr_address_town": Coded(np.zeros(count, dtype=np.int32), [TOWN]),
        "addr_address_postcode": Coded(
            town.postcode[dwelling].astype(np.int32),
            np.array([text.replace(" ", "") for text in town.postcode_texts], dtype=object),
        ),
        "addr_address_uprn": np.ma.masked_array(town.uprn[dwelling], mask=unnumbered),
    }


def _text(number: npt.NDArray[np.integer], texts: npt.NDArray[np.object_]) -> Coded:
    """Write numbered texts, of which the first is empty."""
    return Coded(np.where(number > 0, number, -1).astype(np.int32), texts)
