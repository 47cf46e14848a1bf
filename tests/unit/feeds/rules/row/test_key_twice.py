"""Keys that a file has more than once."""

from csps.feeds.rules.row.key_twice import RULE


def test_the_last_row_counts(office, kit):
    head = "moth_table_id,moth_person_id,moth_childs_person_id\n"
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,3\n1,2,4\n1,2,5\n2,2,5\n")
    intake = office.run()
    assert (intake.accepted, intake.rejected) == (2, 2)
    assert [f for f in office.findings() if f[2] == RULE.name] == [
        (2, "*", RULE.name, "row"),
        (3, "*", RULE.name, "row"),
    ]
    assert sorted(row["line"] for row in office.table("feeds.ssd_mother")) == [4, 5]
