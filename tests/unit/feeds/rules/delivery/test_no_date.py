"""A file whose name says no day."""

from csps.feeds.rules.delivery.no_date import RULE


def test_a_file_whose_name_says_no_day_is_refused(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, [], path=office.deliveries / "childrens_social_care/ssd_mother_latest.csv")
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", RULE.name)]
