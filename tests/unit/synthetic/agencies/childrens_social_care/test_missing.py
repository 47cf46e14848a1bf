from __future__ import annotations


def test_teenagers_are_away_for_one_to_five_days(settled, watch):
    rows = settled["ssd_missing"]
    away = (rows["miss_missing_episode_end_date"] - rows["miss_missing_episode_start_date"]).dt.days
    assert away.dropna().between(1, 5).all()
    born = watch.history.people["birth"][rows["true miss_person_id"]]
    assert ((rows["known"] - born) / 365.25).between(10, 18.2).all()


def test_only_who_was_offered_a_talk_could_accept_it(settled):
    rows = settled["ssd_missing"]
    assert rows.loc[rows["miss_missing_rhi_offered"] == 0, "miss_missing_rhi_accepted"].isna().all()
