def test_places_for_families_out_of_work_go_to_two_year_olds(watch, by_table):
    places = by_table["feeds.early_years_takeup"]
    age = watch.history.ages(places.persons["child_id"], places.columns["term_start"].astype(int))
    assert age.min() >= 2
    assert age.max() < 5
    assert (age[texts(places.columns["entitlement"]) == "E2"] < 3).all()
    assert (places.columns["funded_hours"][~places.columns["taken_up"]] == 0).all()
