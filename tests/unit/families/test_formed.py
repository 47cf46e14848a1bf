"""The families of a day stand together with what ties their members."""

from __future__ import annotations

from datetime import date

from csps.families.run import form_on


def test_ties_that_are_shared_are_those_of_members_of_one_family(oaks):
    oaks.person("ida", "1990-01")
    oaks.lives("ida", "oak street", date(2020, 1, 5))
    oaks.tenancy("T2", {"ida": "SELF", "jon": "OTHER_RELATIVE"})
    known = oaks.known()
    formed = form_on(known, date(2026, 11, 16))
    assert sorted(known.index.people.person_id[formed.shared.person]) == ["ann", "eva", "jon", "kit"]
    assert (formed.family[formed.member.person] == formed.member.family).all()
