def test_support_comes_before_a_plan(by_table):
    needs = by_table["feeds.school_sen"]
    provision, start = texts(needs.columns["provision"]), needs.columns["start_date"]
    rank = needs.columns["need_rank"]
    first = {}
    for person, what, day, place in zip(needs.persons["pupil_id"], provision, start, rank, strict=True):
        if place == 1 and what in "KE":
            first.setdefault(what, {})
            first[what][person] = min(first[what].get(person, day), day)
    both = set(first["K"]) & set(first["E"])
    assert both
    assert all(first["K"][person] < first["E"][person] for person in both)
