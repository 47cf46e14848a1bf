from __future__ import annotations


def test_a_contact_has_at_most_one_outcome_of_referral_and_nothing(frames):
    rows = frames["ssd_contacts"]
    new, existing, nothing = (
        rows[f"cont_contact_outcome_{name}_flag"] for name in ("new_referral", "existing_referral", "nfa")
    )
    assert not (new & existing).any()
    assert not (nothing & (new | existing)).any()
    assert new.any()
    assert existing.any()
    assert nothing.any()


def test_a_contact_that_became_a_referral_has_its_source_and_day(frames, settled):
    contacts = frames["ssd_contacts"]
    made = contacts[contacts["cont_contact_outcome_new_referral_flag"]]
    referrals = settled["ssd_cin_episodes"].reset_index()
    both = made.merge(
        referrals, left_on=["cont_person_id", "cont_contact_date"], right_on=["cine_person_id", "cine_referral_date"]
    )
    assert len(both) >= len(made)
    assert (both["cont_contact_source_code"] == both["cine_referral_source_code"]).mean() > 0.97


def test_schools_only_know_families_with_a_school_child(frames, watch):
    rows = frames["ssd_contacts"]
    age = (rows["known"] - watch.history.people["birth"][rows["true cont_person_id"]]) / 365.25
    police = rows["cont_contact_source_code"] == "6"
    assert police.any()
    infants_only = rows[rows["cont_contact_source_code"] == "3B"]
    assert len(infants_only)
    assert age[rows["cont_contact_source_code"] == "2A"].mean() > age[infants_only.index].mean()


def test_early_help_ends_with_a_reason(settled):
    rows = settled["ssd_early_help_episodes"]
    ended = rows["earl_episode_end_date"].notna()
    assert rows.loc[ended, "earl_episode_end_reason"].notna().all()
    assert rows.loc[~ended, "earl_episode_end_reason"].isna().all()
