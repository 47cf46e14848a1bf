"""Pet forms lead to full names, more than one where the form is shared."""

from __future__ import annotations

from csps.linkage.diminutives import diminutives


def test_a_form_may_stand_for_several_names():
    assert {full for form, full in diminutives() if form == "jo"} == {"joanna", "joanne", "josephine"}


def test_forms_and_names_are_single_folded_words():
    words = {word for pair in diminutives() for word in pair}
    assert all(word.isalpha() and word.isascii() and word.islower() for word in words)


def test_no_form_is_its_own_name_or_given_twice():
    pairs = diminutives()
    assert all(form != full for form, full in pairs)
    assert len(set(pairs)) == len(pairs)


def test_forms_of_other_languages_lead_to_one_name():
    full = {form: {name for each, name in diminutives() if each == form} for form in ("zeynep", "oleksandr", "abdi")}
    assert full["zeynep"] == {"zainab"}
    assert "alexander" in full["oleksandr"]
    assert {"abdullah", "abdullahi", "abdirahman"} <= full["abdi"]
