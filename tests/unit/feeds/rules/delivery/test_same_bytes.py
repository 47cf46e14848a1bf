"""The same file under another name."""

from csps.feeds.rules.delivery.same_bytes import RULE


def test_it_is_known_and_changes_nothing(office, kit):
    place = office.path("ssd_mother", kit.SUNDAY)
    rows = office.rows("feeds.ssd_mother", 2)
    office.drop("ssd_mother", kit.SUNDAY, rows)
    office.run()
    office.change("ssd_mother", pattern=office.programme.feeds["ssd_mother"].pattern.replace("*", "*_*"))
    office.drop("ssd_mother", kit.SUNDAY, rows, path=place.with_name(place.stem + "_again.csv"))
    office.run(kit.NEXT_WEEK)
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [
        ("taken in", None),
        ("repeated", RULE.name),
    ]
    assert len(office.table("feeds.ssd_mother")) == 2
