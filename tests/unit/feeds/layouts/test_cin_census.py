"""A census child becomes rows of ten tables that refer to one another."""

import re

from tests.factories.real_formats import children, cin_census


def test_what_lies_inside_a_referral_refers_to_it(made):
    data, (child,) = cin_census(2026, 1), children(1)
    (referral,) = made(data, "feeds.ssd_cin_episodes")
    assert referral["cine_person_id"] == child["pers_person_id"]
    for table, column in (
        ("feeds.ssd_cin_assessments", "cina_referral_id"),
        ("feeds.ssd_s47_enquiry", "s47e_referral_id"),
        ("feeds.ssd_cp_plans", "cppl_referral_id"),
        ("feeds.ssd_initial_cp_conference", "icpc_referral_id"),
        ("feeds.ssd_pre_proceedings", "prep_referral_id"),
    ):
        assert made(data, table)[0][column] == referral["cine_referral_id"]
    (assessment,), (factors,) = made(data, "feeds.ssd_cin_assessments"), made(data, "feeds.ssd_assessment_factors")
    assert factors["cinf_assessment_id"] == assessment["cina_assessment_id"]
    assert factors["cinf_assessment_factors_json"] == '["2B", "3B"]'
    (plan,), reviews = made(data, "feeds.ssd_cp_plans"), made(data, "feeds.ssd_cp_reviews")
    assert [review["cppr_cp_plan_id"] for review in reviews] == [plan["cppl_cp_plan_id"]] * 2


def test_a_person_is_the_same_before_and_after_2024(made):
    old, new = (made(cin_census(year, 5), "feeds.ssd_person") for year in (2023, 2024))
    assert old == new
    assert {row["pers_sex"] for row in new} <= {"M", "F", "U"}


def test_two_pupil_numbers_are_two_identifiers(made):
    said = b"<UPN>A1</UPN><FormerUPN>X98765432123B</FormerUPN><PersonBirthDate>"
    data = re.sub(rb"<UPN(unknown)?>.*<PersonBirthDate>", said, cin_census(2024, 1))
    found = {row["link_identifier_value"] for row in made(data, "feeds.ssd_linked_identifiers")}
    assert found == {"A1", "X98765432123B"}
