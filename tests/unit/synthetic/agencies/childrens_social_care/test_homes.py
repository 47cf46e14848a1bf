from __future__ import annotations

import pandas as pd

from csps.synthetic.agencies.childrens_social_care.care import episodes_of_care
from csps.synthetic.agencies.childrens_social_care.homes import _stays


def test_stays_of_a_record_do_not_overlap(settled):
    homes = settled["ssd_address"].sort_values(["addr_person_id", "addr_address_start_date"])
    later = homes.groupby("addr_person_id")["addr_address_start_date"].shift(-1)
    ended = homes["addr_address_end_date"].notna() & later.notna()
    assert (homes["addr_address_end_date"] < later)[ended & (homes["addr_address_start_date"] < later)].all()


def test_an_address_is_told_in_its_parts(settled):
    homes = settled["ssd_address"]
    assert homes["addr_address_street"].notna().all()
    assert not homes["addr_address_postcode"].str.contains(" ").any()
    assert homes["addr_address_flat"].isna().any()


def test_a_child_in_care_is_told_at_its_placement_and_not_at_home(caseload):
    """While care lasts nothing but placements begins."""
    record, start, _, placed = _stays(caseload)
    person = caseload.register.person[record]
    episodes, care = episodes_of_care(caseload), caseload.history.care
    stays = pd.DataFrame({"child": person, "start": start, "placed": placed})
    spells = pd.DataFrame({"child": care["child"][episodes.care], "from": episodes.start, "to": episodes.end})
    both = stays.merge(spells, on="child")
    within = (both["start"] > both["from"]) & (both["start"] < both["to"])
    met = caseload.register.since[record]
    first = pd.Series(start == met, index=stays.index)
    moved = both[within & ~both["placed"]].merge(
        stays.assign(first=first)[["child", "start", "first"]], on=["child", "start"]
    )
    assert moved["first"].all()
