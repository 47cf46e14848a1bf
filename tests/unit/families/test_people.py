"""Ages come from months of birth, and facts about people count from the day they are known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.families.people import ages_in_months, in_force, whom

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        ("2008-11", date(2026, 11, 14), 215),
        ("2008-11", date(2026, 11, 15), 216),
        ("2026-11", date(2026, 11, 2), 0),
        ("2026-12", date(2026, 11, 16), -1),
        (None, date(2026, 11, 16), -1),
    ],
)
def test_everybody_is_deemed_born_on_the_fifteenth(born, day, months):
    assert ages_in_months(np.array([born], dtype=object), day).tolist() == [months]


def test_a_death_counts_from_the_day_it_is_known(oaks):
    oaks.row("ssd_person", date(2025, 3, 2), record_id="jon", pers_death_date=date(2025, 1, 7))
    known = oaks.known()
    names = known.index.people.person_id.tolist()
    dead = [names[at] for at in np.flatnonzero(whom(known.deaths, MONDAY, len(names)))]
    assert dead == ["jon"]
    assert not whom(known.deaths, date(2025, 2, 1), len(names)).any()


def test_the_last_version_known_on_the_day_is_the_one_that_holds(oaks):
    episode = {"clae_cla_episode_id": "1", "record_id": "eva", "clae_cla_episode_start_date": date(2024, 1, 8)}
    oaks.row("ssd_cla_episodes", date(2024, 1, 14), clap_cla_placement_type="U4", **episode)
    oaks.row(
        "ssd_cla_episodes",
        date(2025, 6, 1),
        clap_cla_placement_type="U4",
        clae_cla_episode_ceased_date=date(2025, 5, 20),
        **episode,
    )
    care = oaks.known().care
    assert len(in_force(care, date(2024, 1, 13))) == 0
    assert len(in_force(care, date(2025, 5, 25))) == 1  # the end was not told yet
    assert len(in_force(care, date(2025, 6, 1))) == 0


def test_a_child_placed_with_its_parents_is_not_away(oaks):
    oaks.row(
        "ssd_cla_episodes", record_id="eva", clap_cla_placement_type="P1", clae_cla_episode_start_date=date(2024, 1, 8)
    )
    assert len(oaks.known().care) == 0


def test_a_pregnancy_without_end_lasts_forty_weeks(oaks):
    oaks.row("health_flag", record_id="ann", kind="PREGNANCY", start_date=date(2026, 6, 1))
    pregnancies = oaks.known().pregnancies
    assert len(in_force(pregnancies, date(2026, 11, 16))) == 1
    assert len(in_force(pregnancies, date(2027, 5, 3))) == 0
