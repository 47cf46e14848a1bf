"""No member of the tenancy is a tenant."""

from csps.feeds.rules.lake.tenancy_without_tenant import RULE


def test_one_is_enough(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_tenancy_member=[
                {"tenancy_ref": "x"},
                {"tenancy_ref": "x", "is_tenant": True},
            ],
        )
        == []
    )


def test_none_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        housing_tenancy_member=[
            {"tenancy_ref": "x"},
            {"tenancy_ref": "y", "is_tenant": True},
        ],
    ) == [1]
