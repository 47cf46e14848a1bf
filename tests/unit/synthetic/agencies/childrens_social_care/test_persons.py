from __future__ import annotations


def test_a_pupil_number_once_known_is_not_lost(frames):
    told = frames["ssd_person"].sort_values(["pers_person_id", "known"])
    known = told["pers_upn"].notna()
    before = known.groupby(told["pers_person_id"]).shift(1, fill_value=False)
    assert not (before & ~known).any()


def test_no_infant_has_a_pupil_number(frames, watch):
    told = frames["ssd_person"]
    age = (told["known"] - watch.history.people["birth"][told["true pers_person_id"]]) / 365.25
    assert told.loc[age < 2, "pers_upn"].isna().all()


def test_a_child_without_a_pupil_number_has_a_reason(frames, watch):
    told = frames["ssd_person"]
    born = watch.history.people["birth"][told["true pers_person_id"]]
    child = (told["known"] - born) / 365.25 < 17.5
    assert told.loc[child & told["pers_upn"].isna(), "pers_upn_unknown"].notna().all()
    assert told.loc[told["pers_upn"].notna(), "pers_upn_unknown"].isna().all()


def test_disability_is_recorded_for_children_as_it_is(frames, watch):
    rows = frames["ssd_disability"]
    disabled = watch.history.people["disabled"][rows["true disa_person_id"]]
    assert ((rows["disa_disability_code"] != "NONE").to_numpy() == disabled).all()
    assert not rows.duplicated(["disa_person_id", "disa_disability_code"]).any()


def test_a_noticed_duplicate_leads_to_a_record_of_the_same_person(frames):
    links = frames["ssd_linked_identifiers"]
    numbers = links[links["link_identifier_type"] == "Case Number"]
    whose = frames["ssd_person"].drop_duplicates("pers_person_id").set_index("pers_person_id")["true pers_person_id"]
    assert (whose.loc[numbers["link_identifier_value"]].to_numpy() == numbers["true link_person_id"].to_numpy()).all()
