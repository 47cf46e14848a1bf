"""References that lead nowhere."""

from csps.feeds.rules.lake.not_delivered import RULE


def test_a_child_nobody_delivered_is_noted(office, kit):
    people = office.rows("feeds.ssd_person", 1, pers_person_id="P2", pers_upn=None, pers_common_child_id=None)
    office.drop("ssd_person", kit.SUNDAY, people)
    office.drop("ssd_mother", kit.SUNDAY, "moth_table_id,moth_person_id,moth_childs_person_id\n1,P2,P3\n")
    office.run()
    assert office.findings() == [(2, "moth_childs_person_record_id", RULE.name, "note")]
