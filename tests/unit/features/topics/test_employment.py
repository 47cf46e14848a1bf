"""Benefits of adults."""


def test_out_of_work_is_told_from_working(town, kit):
    spell = {"benefit": "UC", "start_date": kit.ago(30)}
    town.add(
        "feeds.benefit_spell",
        {**spell, "person": "mother", "conditionality": "SEARCHING"},
        {**spell, "person": "uncle", "conditionality": "WORKING_ENOUGH"},
        {**spell, "person": "teenager", "conditionality": "SEARCHING"},
        {"person": "uncle", "benefit": "PIP", "start_date": kit.ago(90), "end_date": kit.ago(60)},
    )
    names = ("workless_adults_now", "workless_adults_weeks_open", "universal_credit_now", "sickness_benefits_now")
    found = kit.values(town, *names, "benefits_begun_52w")
    assert [found[name] for name in (*names, "benefits_begun_52w")] == [1, 30, 3, 0, 3]
