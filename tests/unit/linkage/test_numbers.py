"""Numbers with the right form and check digit are trusted, others are left out."""

from __future__ import annotations

from csps.linkage.numbers import find_numbers


def test_only_sound_numbers_are_kept_each_in_one_form(hamlet):
    hamlet.said("ssd_person", "1", upn="b801200005001", nhs_number="943 476 5919")
    hamlet.said("ssd_person", "2", upn="Q207000016049", nhs_number="943 476 5918")  # wrong check digits
    hamlet.said("ssd_person", "3", upn="L99920002400A")  # temporary: the pupil will have another
    hamlet.said("benefit_spell", "4", ni_number="zz 12 34 56 a")
    hamlet.said("benefit_spell", "5", ni_number="ZZ123456C")  # the suffix may differ between offices
    hamlet.said("benefit_spell", "6", ni_number="unknown")
    found = hamlet.bench(find_numbers).arrow("FROM number ORDER BY written").to_pylist()
    assert {(row["kind"], row["written"]): row["value"] for row in found} == {
        ("upn", "b801200005001"): "B801200005001",
        ("nhs_number", "943 476 5919"): "9434765919",
        ("ni_number", "zz 12 34 56 a"): "ZZ123456",
        ("ni_number", "ZZ123456C"): "ZZ123456",
    }


def test_a_vault_without_numbers_has_none(hamlet):
    hamlet.said("police_incident", "1", forename="Ann")
    assert len(hamlet.bench(find_numbers).columns("FROM number")["kind"]) == 0
