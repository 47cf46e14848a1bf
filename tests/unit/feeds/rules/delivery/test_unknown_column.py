"""A column that nobody asked for."""

from csps.feeds.rules.delivery.unknown_column import RULE


def test_it_is_left_out_and_noted_without_its_name(office, kit):
    head = "moth_table_id,moth_person_id,moth_childs_person_id,notes\n"
    office.drop("ssd_mother", kit.SUNDAY, head + "1,2,3,free text\n")
    assert office.run().accepted == 1
    assert (1, "*", RULE.name, "note") in office.findings()
