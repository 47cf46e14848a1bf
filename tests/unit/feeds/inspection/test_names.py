"""Names are alike by their words and what they mean."""

import pytest

from csps.feeds.inspection.names import likeness, plain, vocabulary


@pytest.mark.parametrize(
    ("delivered", "column", "least", "most"),
    [
        ("pers_dob", "pers_dob", 0.95, 1),
        ("DOB", "pers_dob", 0.9, 1),
        ("Birth Date", "date_of_birth", 0.9, 1),
        ("FAMILY_NAME", "surname", 0.9, 1),
        ("Given name", "pers_forename", 0.9, 1),
        ("National Insurance Number", "ni_number", 0.9, 1),
        ("Date of Referral", "cine_referral_date", 0.9, 1),
        ("start of the tenancy", "start_date", 0.0, 0.5),
        ("Incident No", "incident_id", 0.8, 0.9),
        ("Offence Category", "incident_type", 0.8, 0.9),
        ("Day Referral Closed", "referral_date", 0.3, 0.6),
        ("Number", "incident_id", 0, 0.5),
        ("Shoe size", "pers_dob", 0, 0),
        ("Learner Ref", "pupil_id", 0.8, 0.9),
        ("Pupil Legal First Name", "forename", 0.8, 0.9),
        ("Home Addr", "address_line", 0.8, 0.9),
        ("Mother First Name", "forename", 0, 0.5),
        ("Off Roll Date", "leaving_date", 0.85, 1),
        ("forename", "surname", 0, 0),
    ],
)
def test_likeness(delivered, column, least, most):
    assert least <= likeness(delivered, column) <= most


def test_prefixes_of_objects_are_no_words():
    assert plain("cppl_cp_plan_start_date") == "cp plan start date"
    assert plain("post_code") == "post code"


def test_words_of_headings_are_known_and_names_of_people_are_not():
    assert {"birth", "surname", "referral", "id"} <= vocabulary()
    assert not {"smith", "jones", "patel"} & vocabulary()
