from __future__ import annotations

import numpy as np
import pandas as pd

from csps.synthetic.agencies.childrens_social_care.care import episodes_of_care


def test_episodes_follow_one_another_without_a_gap(caseload):
    episodes = episodes_of_care(caseload)
    care = caseload.history.care
    same = episodes.care[1:] == episodes.care[:-1]
    assert (episodes.start[1:][same] == episodes.end[:-1][same]).all()
    assert (episodes.start < episodes.end).all()
    first = np.r_[True, ~same]
    assert np.array_equal(episodes.start[first], care["start"][episodes.care[first]])


def test_care_starts_once_and_every_other_episode_replaces_one(settled):
    episodes = settled["ssd_cla_episodes"]
    starts = episodes[episodes["clae_cla_episode_start_reason"] == "S"]
    assert starts["clae_cla_id"].is_unique
    assert set(starts["clae_cla_id"]) == set(episodes["clae_cla_id"])
    assert (starts["clae_cla_episode_start_date"] == starts["clae_entered_care_date"]).all()


def test_who_is_adopted_leaves_care_under_a_placement_order(adopting_watch, adopted_children, as_frames):
    from csps.synthetic.agencies.childrens_social_care.care import looked_after
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    batches = looked_after(Caseload(adopting_watch))
    frames = as_frames(batches)
    episodes = frames["feeds.ssd_cla_episodes"].assign(true=batches[0].persons["clae_person_id"])
    last = episodes.dropna(subset="clae_cla_episode_ceased_reason")
    last = last[last["clae_cla_episode_ceased_reason"] != "X1"].sort_values("clae_cla_episode_ceased_date")
    adopted = last[last["true"].isin(adopted_children)].groupby("true").tail(1)
    assert len(adopted)
    assert set(adopted["clae_cla_episode_ceased_reason"]) <= {"E11", "E12"}
    assert set(adopted["clap_cla_placement_type"]) <= {"A5", "A6"}


def test_legal_status_covers_the_whole_of_care(settled):
    episodes, legal = settled["ssd_cla_episodes"], settled["ssd_legal_status"]
    first = episodes.groupby("clae_person_id")["clae_cla_episode_start_date"].min()
    known = legal.groupby("lega_person_id")["lega_legal_status_start_date"].min()
    pd.testing.assert_series_equal(first, known.loc[first.index], check_names=False)
