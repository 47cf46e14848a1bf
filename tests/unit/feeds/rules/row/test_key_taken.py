"""Keys that another file for the same day had."""

from csps.feeds.rules.row.key_taken import RULE
from csps.settings.feed_words import Decision


def test_what_was_published_is_not_contradicted(office, kit):
    office.change("ssd_mother", when_double=Decision.PASS)
    head = "moth_table_id,moth_person_id,moth_childs_person_id\n"
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,3\n")
    office.run()
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,9\n5,2,3\n")
    intake = office.run(kit.NEXT_WEEK)
    assert (intake.accepted, intake.rejected) == (1, 1)
    assert (2, "*", RULE.name, "row") in office.findings()
