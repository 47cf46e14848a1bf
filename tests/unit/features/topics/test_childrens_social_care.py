"""Contacts, plans, care and early help."""

PLAN = "feeds.ssd_cp_plans"


def test_a_plan_is_open_until_the_council_knows_of_its_end(town, kit):
    plan = {"person": "child", "cppl_cp_plan_id": "P1", "cppl_cp_plan_start_date": kit.ago(30)}
    town.add(
        PLAN,
        {**plan, "known_on": kit.ago(29)},
        {**plan, "known_on": kit.ago(2), "cppl_cp_plan_end_date": kit.ago(4)},
        {**plan, "cppl_cp_plan_id": "P2", "known_on": kit.ago(29)},
    )
    names = ("protection_plans_156w", "open_protection_plans_now", "open_protection_plans_weeks_open")
    assert kit.values(town, *names) == {
        "protection_plans_156w": 2,
        "open_protection_plans_now": 1,
        "open_protection_plans_weeks_open": 30,
    }


def test_a_referral_without_action_is_no_open_case(town, kit):
    referral = {"person": "child", "cine_referral_date": kit.ago(30), "cine_cin_primary_need_code": "N1"}
    town.add("feeds.ssd_cin_episodes", {**referral, "cine_referral_nfa": True})
    found = kit.values(town, "referrals_52w", "abuse_referrals_104w", "open_cases_now", "open_cases_weeks_open")
    assert found == {"referrals_52w": 1, "abuse_referrals_104w": 1, "open_cases_now": 0, "open_cases_weeks_open": None}


def test_contacts_are_told_apart_by_who_made_them(town, kit):
    sources = ("6", "2A", "3B", "1A")
    town.add(
        "feeds.ssd_contacts",
        *(
            {
                "person": "child",
                "cont_contact_date": kit.ago(place),
                "cont_contact_source_code": code,
                "cont_contact_id": code,
            }
            for place, code in enumerate(sources, start=1)
        ),
    )
    names = ("contacts_52w", "contacts_from_police_52w", "contacts_from_schools_52w", "contacts_from_health_52w")
    assert list(kit.values(town, *names).values()) == [4, 1, 1, 1]


def test_a_factor_counts_from_the_day_the_assessment_was_signed(town, kit):
    assessment = {"person": "child", "cina_assessment_start_date": kit.ago(20)}
    town.add(
        "feeds.ssd_cin_assessments",
        {**assessment, "cina_assessment_id": "A1", "cina_assessment_auth_date": kit.ago(10)},
        {**assessment, "cina_assessment_id": "A2", "cina_assessment_auth_date": kit.ago(-2)},
    )
    factors = {"cinf_assessment_factors_json": ["4B", "3A"], "known_on": kit.ago(10)}
    town.add(
        "feeds.ssd_assessment_factors",
        {**factors, "cinf_assessment_id": "A1"},
        {**factors, "cinf_assessment_id": "A2"},
    )
    found = kit.values(
        town, "assessed_parent_mental_health_104w", "assessed_domestic_abuse_104w", "assessed_parent_substance_104w"
    )
    assert found == {
        "assessed_parent_mental_health_104w": 1,
        "assessed_domestic_abuse_104w": 1,
        "assessed_parent_substance_104w": 0,
    }


def test_a_change_of_placement_is_no_start_of_care(town, kit):
    episode = {"person": "child", "clae_cla_id": "L1", "clae_cla_episode_start_date": kit.ago(30)}
    town.add(
        "feeds.ssd_cla_episodes",
        {**episode, "clae_cla_episode_start_reason": "S", "clae_cla_episode_ceased_date": kit.ago(10)},
        {
            **episode,
            "clae_cla_episode_start_reason": "P",
            "clae_cla_episode_id": "E2",
            "clae_cla_episode_start_date": kit.ago(10),
        },
    )
    assert kit.values(town, "care_starts_156w", "looked_after_now") == {"care_starts_156w": 1, "looked_after_now": 1}
