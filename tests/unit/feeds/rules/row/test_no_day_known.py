"""A row that does not say since when it was known."""

from csps.feeds.rules.row.no_day_known import RULE
from csps.settings.arrivals import KnownOn
from csps.settings.feed_words import KnownOnSource


def test_it_is_rejected_and_the_others_are_taken_in(office, kit):
    office.change("ssd_mother", known_on=KnownOn(source=KnownOnSource.COLUMN, column="seen"), date_format="%Y-%m-%d")
    head = "moth_table_id,moth_person_id,moth_childs_person_id,seen\n"
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,3,2026-01-01\n2,2,4,\n")
    intake = office.run()
    assert (intake.accepted, intake.rejected) == (1, 1)
    assert (3, "*", RULE.name, "row") in office.findings()
