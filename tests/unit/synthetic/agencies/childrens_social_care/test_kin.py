from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.childrens_social_care.caseload import Caseload
from csps.synthetic.agencies.childrens_social_care.kin import mothers
from csps.synthetic.calendar import FOREVER


def test_a_mother_is_the_mother(frames, watch):
    rows, people = frames["ssd_mother"], watch.history.people
    child = rows["true moth_childs_person_id"]
    same = people["mother"][child] == rows["true moth_person_id"]
    kept = people["adopted_on"][child] == FOREVER  # on an adopted child's old record stands the woman who then cared
    assert same[kept].all()
    assert kept.mean() > 0.9


def test_a_child_has_one_mother(frames):
    assert frames["ssd_mother"]["moth_childs_person_id"].is_unique


def test_mothers_are_flagged_from_the_day_it_is_told(frames, watch):
    caseload = Caseload(watch)  # draws which of two records is used: a fresh one draws what the delivery drew
    _, since = mothers(caseload)
    told = frames["ssd_person"].sort_values("known").drop_duplicates("pers_person_id", keep="last")
    flagged = set(told.loc[told["pers_is_mother"], "pers_person_id"])
    reference = caseload.register.reference(np.flatnonzero(since < FOREVER))
    assert flagged == set(np.asarray(reference.vocabulary)[reference.indices])


def test_a_family_number_names_each_record_once(frames):
    assert not frames["ssd_family"].duplicated(["fami_family_id", "fami_person_id"]).any()
