"""Lists 7 to 11: plans, care, leaving care; adopters are counted and not kept."""

from tests.factories.real_formats import annex_a, written

from csps.feeds.layouts.reading import reading_of


def test_words_of_abuse_are_codes(made):
    (plan,) = made(annex_a(1), "feeds.ssd_cp_plans")
    assert (plan["cppl_cp_plan_initial_category"], plan["cppl_cp_plan_latest_category"]) == ("NEG", "PHY")


def test_care_is_an_episode_a_status_and_a_placement(made):
    data = annex_a(1)
    (episode,), (status,), (placement,) = (
        made(data, f"feeds.{name}") for name in ("ssd_cla_episodes", "ssd_legal_status", "ssd_cla_placement")
    )
    assert episode["clae_cla_episode_start_reason"] == "S"
    assert status["lega_legal_status"] == "C2"
    assert (placement["clap_cla_placement_type"], placement["clap_cla_placement_provider"]) == ("U6", "PR4")


def test_care_leavers(made):
    (leaver,) = made(annex_a(1), "feeds.ssd_care_leavers")
    assert leaver["clea_care_leaver_eligibility"] == "FORMER_RELEVANT"
    assert leaver["clea_care_leaver_accom_suitable"] == "SUITABLE"
    assert leaver["clea_care_leaver_activity"] == "F1"


def test_adopters_are_counted_and_not_kept():
    data = written(["Individual adopter identifier", "Family identifier"], [("1", "2"), ("3", "2")])
    reading = reading_of(data)
    assert reading.format == "annex a"
    assert dict(reading.not_kept) == {"feeds.annex_a_adopters": 2}
