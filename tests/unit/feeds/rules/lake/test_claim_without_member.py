"""Nobody belongs to the claim."""

from csps.feeds.rules.lake.claim_without_member import RULE


def test_one_is_enough(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_benefit_claim=[
                {"claim_id": "x"},
            ],
            housing_benefit_member=[
                {"claim_id": "x"},
            ],
        )
        == []
    )


def test_none_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        housing_benefit_claim=[
            {"claim_id": "x"},
        ],
        housing_benefit_member=[
            {"claim_id": "y"},
        ],
    ) == [1]
