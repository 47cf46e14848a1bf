"""Rows with too many or too few values."""

from csps.feeds.rules.row.ragged import RULE


def test_such_a_row_is_rejected_and_the_others_are_taken_in(office, kit):
    head = "moth_table_id,moth_person_id,moth_childs_person_id\n"
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,3\n4,5\n6,7,8,9\n")
    intake = office.run()
    assert (intake.read, intake.accepted, intake.rejected) == (3, 1, 2)
    assert [f for f in office.findings() if f[2] == RULE.name] == [
        (3, "*", RULE.name, "row"),
        (4, "*", RULE.name, "row"),
    ]
