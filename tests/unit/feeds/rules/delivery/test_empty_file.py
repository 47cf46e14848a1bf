"""A file without a first line."""

from csps.feeds.rules.delivery.empty_file import RULE


def test_an_empty_file_is_refused(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, b"")
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", RULE.name)]
    assert office.findings() == [(0, "*", RULE.name, "file")]
    assert office.table("feeds.rejected") == []
