"""Two columns of one name."""

from csps.feeds.rules.delivery.column_twice import RULE


def test_a_column_given_twice_is_refused(office, kit):
    office.drop(
        "ssd_mother", kit.SUNDAY, "moth_table_id,moth_person_id,moth_person_id,moth_childs_person_id\n1,2,3,4\n"
    )
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", RULE.name)]
    assert office.findings() == [(1, "moth_person_id", RULE.name, "file")]
    assert office.table("feeds.rejected") == []
