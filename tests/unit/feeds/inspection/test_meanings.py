"""A code that an agency says in words is the code, if the words are those of one code and no other."""

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.code_lists.justice import INCIDENT_OUTCOME, INCIDENT_TYPE
from csps.contracts.code_lists.people import SEX
from csps.feeds.inspection.meanings import code_said, said_in_words

INCIDENT = delivered_tables()["feeds.police_incident"]


@pytest.mark.parametrize(
    ("text", "codes", "code"),
    [
        ("violence_with_injury", INCIDENT_TYPE, "VIOLENCE_INJURY"),
        ("DRUGS", INCIDENT_TYPE, "DRUGS"),
        ("Arson", INCIDENT_TYPE, "DAMAGE"),
        ("concern for safety", INCIDENT_TYPE, "CONCERN"),
        ("Charged", INCIDENT_OUTCOME, "CHARGED"),
        ("a) Female", SEX, "F"),
        ("male", SEX, "M"),
        ("violence", INCIDENT_TYPE, "VIOLENCE"),
        ("Amina Begum", INCIDENT_TYPE, None),
        ("", INCIDENT_TYPE, None),
    ],
)
def test_what_is_said(text, codes, code):
    assert code_said(text, codes) == code


def test_only_what_is_said_in_other_words_is_translated():
    column = INCIDENT["incident_type"]
    said = said_in_words(["THEFT", "Robbery", "Amina", "Possession of weapons"], column)
    assert said == {"Robbery": "ROBBERY", "Possession of weapons": "WEAPON"}
    assert said_in_words(["x"], INCIDENT["surname"]) == {}
