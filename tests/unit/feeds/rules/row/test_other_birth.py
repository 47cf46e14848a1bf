"""A reference under which somebody else seems to stand."""

from datetime import date

from csps.feeds.rules.row.other_birth import RULE


def test_another_date_of_birth_is_noted_and_taken_in(office, kit):
    person = office.rows("feeds.ssd_person", 1, pers_person_id="P1", pers_upn=None, pers_common_child_id=None)[0]
    office.drop("ssd_person", kit.SUNDAY, [person | {"pers_dob": date(2010, 1, 2)}])
    office.run()
    office.drop("ssd_person", kit.NEXT_SUNDAY, [person | {"pers_dob": date(2011, 1, 2)}])
    assert office.run(kit.NEXT_WEEK).accepted == 1
    assert (2, "pers_dob", RULE.name, "trust") in office.findings()
