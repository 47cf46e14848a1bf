"""A family's section says what the models say and why, in words, and leaves room to write."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from csps.worklist.family_section import (
    anchor,
    band_tag,
    change_words,
    family_section,
    help_words,
    helped_sentence,
    household,
    sealed_section,
)
from csps.worklist.help import FOUND
from csps.worklist.sheet import Doubt, Help, Reason

MANY = [("raises", f"f{number}", f"raising {number}") for number in range(7)] + [
    ("lowers", f"l{number}", f"lowering {number}") for number in range(4)
]


@pytest.fixture
def section(sheet):
    """A function that gives the section of the only family as text."""

    def of(**more):
        listed = sheet({"aa": 16}, **more)
        return str(family_section(listed, listed.families[0]))

    return of


def test_it_says_who_lives_there_and_what_the_score_means(section):
    text = section(met={"aa": [("SF10.1", 10)]})
    assert "1. Family aa000000" in text
    assert "2 children (8 months and 4 years), 1 expected, 2 adults" in text
    assert "Of 100 families scored like this, maltreatment is recorded for about 16 within 12 months." in text
    assert "the programme's threshold is met by about 20 within 6 months." in text
    assert "1 programme criterion met today by local, version 3, 50 % of its 2 lines still to be confirmed" in text
    assert "adult out of work (SF10.1, 3 November 2026)" in text


def test_the_strongest_reasons_are_shown_and_not_all(section):
    text = section(said={"maltreatment": {"aa": MANY}, "eligibility": {"aa": MANY}})
    maltreatment, _, eligibility = text.partition("Eligibility")
    assert [maltreatment.count(f"raising {number}") for number in range(7)] == [1] * 5 + [0] * 2
    assert [maltreatment.count(f"lowering {number}") for number in range(4)] == [1] * 2 + [0] * 2
    assert eligibility.count("raising") == 3
    assert eligibility.count("lowering") == 1


def test_a_score_without_reasons_is_not_to_be_used(section):
    assert "No reasons were computed for this score: do not use it." in section(said={"maltreatment": {}})


def test_a_model_that_is_not_about_the_family_says_so(section, specs):
    text = section(eligibility={})
    assert "this family is not one of those the model is about" in text
    assert specs["eligibility"].population.words[1:] in text


def helped(sheet, *under_way, unknown=()):
    """Give a list of one family with help under way."""
    listed = sheet({"aa": 16})
    family = replace(listed.families[0], help=under_way)
    return replace(listed, families=(family,), unknown_help=unknown)


def test_who_helps_already_is_said_with_its_day(sheet):
    listed = helped(sheet, Help("social care", date(2026, 3, 2)), Help("early help", date(2025, 1, 6)))
    text = str(family_section(listed, listed.families[0]))
    assert (
        "an open case with children's social care, since 2 March 2026; early help, since 6 January 2025."
        in unescape(text)
    )
    assert helped_sentence(listed) == "For 1 of them an enquiry or help is under way already, as each section says. "
    assert help_words(listed.families[0]) == "social care, early help"
    assert helped_sentence(helped(sheet)).startswith("For none of them ")


def test_no_help_on_record_is_told_from_help_that_nobody_can_know_of(sheet):
    listed = helped(sheet, unknown=("early help",))
    text = str(family_section(listed, listed.families[0]))
    assert "nothing that agencies told of. Not delivered, so not known: early help." in text
    assert "For none of them" in helped_sentence(listed)
    assert help_words(listed.families[0]) == "nothing"


def test_an_enquiry_that_substantiated_concerns_is_said_with_its_end_and_is_not_under_way(sheet):
    listed = helped(sheet, Help("section 47 enquiry", date(2026, 11, 2)), Help(FOUND, date(2026, 3, 2)))
    text = re.sub("<[^>]*>", "", str(family_section(listed, listed.families[0])))
    assert "Under way now: a section 47 enquiry, since 2 November 2026." in text
    assert "In the last 12 months: a section 47 enquiry that substantiated concerns, ended by 2 March 2026." in text
    assert text.index("Under way now") < text.index("Since the last list"), "what a coordinator must see first"
    assert help_words(listed.families[0]) == "section 47 enquiry"
    ended = helped(sheet, Help(FOUND, date(2026, 3, 2)))
    assert "For none of them" in helped_sentence(ended)
    assert help_words(ended.families[0]) == "nothing"


def test_a_list_made_before_csps_looked_for_help_says_nothing_of_it(sheet):
    listed = sheet({"aa": 16})
    assert "Under way now" not in str(family_section(listed, listed.families[0]))
    assert help_words(listed.families[0]) == "not looked for"
    assert helped_sentence(listed) == ""


def test_of_sealed_families_nothing_is_told_but_how_many_there_are():
    assert "1 family on this list is sealed." in str(sealed_section(1))
    text = str(sealed_section(2))
    assert "2 families on this list are sealed." in text
    assert "the tables behind it, which whoever works in this workspace can read" in text, "the seal is of files only"
    for told in ("children", "Of 100", "calls", "criteri", "many signs", "Since", "refuge"):
        assert told not in text


def test_there_is_room_to_write_and_a_way_to_challenge(section, specs):
    text = section()
    for words in ("Decision", "Who does what, by when", "Does the score fit?", "Too high", "How to challenge a score"):
        assert words in text
    assert specs["maltreatment"].owner[1:] in text


def test_what_changed_is_said(sheet):
    listed = sheet({"aa": 16}, eligibility={})
    (family,) = listed.families
    reasons = (
        Reason(raises=True, feature="calls", sentence="2 calls"),
        Reason(True, "arrears", "arrears", is_new=True),
    )
    score = replace(family.scores["maltreatment"], reasons=reasons, of_100_before=5)
    changed = replace(family, scores={"maltreatment": score}, change="up", weeks_listed=2)
    text = str(family_section(listed, changed))
    assert "in a higher band, 2 lists in a row; about 5 of 100 then, about 16 now; 1 new reason, marked below." in text
    assert "arrears<strong> (new)</strong>" in text
    assert "2 calls<strong>" not in text


@pytest.mark.parametrize(
    ("change", "weeks", "words"),
    [("first", 1, "first list"), ("new", 1, "new on the list"), ("down", 3, "in a lower band, 3 lists in a row")],
)
def test_changes_in_words(sheet, change, weeks, words):
    (family,) = sheet({"aa": 16}).families
    assert change_words(replace(family, change=change, weeks_listed=weeks)) == words


def test_a_band_is_said_in_words_and_shown_in_squares(sheet):
    gathered = sheet({"aa": 16})
    assert "■■■□" in str(band_tag(gathered, "many signs"))
    assert "□□□□" in str(band_tag(gathered, "a band renamed since"))


def test_a_family_without_children_on_record_is_said_so(sheet):
    (family,) = sheet({"aa": 16}, people={"aa": (("expected", None), ("carer", 300))}).families
    assert household(family) == "0 children, 1 expected, 1 adult"
    assert household(replace(family, adults=0)) == "0 children, 1 expected, no adult known"


def test_whatever_a_sentence_holds_stays_text(sheet):
    gathered = sheet({"aa": 16})
    (family,) = gathered.families
    evil = Reason(raises=True, feature="x", sentence="<script>alert(1)</script> & more")
    score = replace(family.scores["maltreatment"], reasons=(evil,))
    text = str(family_section(gathered, replace(family, scores={"maltreatment": score})))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text
    assert anchor(family) == "family-aa000000"


def test_a_line_of_the_councils_own_is_said_in_its_words(section):
    assert "a home may be lost (LOC1, 3 November 2026)" in section(met={"aa": [("LOC1", 10)]})


def test_no_criterion_met_is_what_is_known_by_the_rules(section):
    assert "No programme criterion is known to be met today by local, version 3" in section()


def test_it_says_of_members_whom_nothing_confirms_what_speaks_against_them_and_of_others_nothing(sheet):
    listed = sheet({"aa": 16})
    family = listed.families[0]
    doubt = Doubt("old word", "carer", 400, date(2021, 3, 7))
    text = str(family_section(listed, replace(family, doubts=(doubt,))))
    assert "<strong>Not confirmed: </strong>Carer, 33 years: last said to live here on 7 March 2021. Check" in text
    for confirmed in ((), None):
        assert "Not confirmed" not in str(family_section(listed, replace(family, doubts=confirmed)))
