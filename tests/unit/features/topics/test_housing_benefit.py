"""Help with rent and council tax."""


def test_a_claim_of_a_household_is_one_and_its_award_is_added_up_once(town, kit):
    claim = {"claim_id": "B1", "house_id": "1"}
    town.add("feeds.housing_benefit_member", *({"person": who, **claim} for who in ("mother", "child")))
    town.add(
        "feeds.housing_benefit_claim",
        {**claim, "from_date": kit.ago(30), "status": "LIVE", "weekly_award_pence": 8050, "dhp_ind": True},
    )
    names = (
        "benefit_claims_now",
        "benefit_suspended_now",
        "hardship_payments_now",
        "benefit_weekly_pounds",
        "benefit_claims_begun_52w",
    )
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 0, 1, 80, 1]
