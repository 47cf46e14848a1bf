"""Keys of which another file says something newer."""

from csps.feeds.rules.row.key_taken import RULE


def test_of_two_files_for_a_day_in_one_run_the_last_counts(office, kit):
    head = "moth_table_id,moth_person_id,moth_childs_person_id\n"
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,3\n")
    again = office.path("ssd_mother", kit.SUNDAY).with_name("ssd_mother_2026-11-8.csv")
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,9\n5,2,3\n", path=again)
    intake = office.run()
    assert (intake.accepted, intake.rejected) == (2, 1)
    assert (2, "*", RULE.name, "row") in office.findings()
