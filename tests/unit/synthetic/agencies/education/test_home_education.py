"""Education at home: told when the council hears of it, and again when it is over."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.synthetic.agencies.education.home_education import _reasons, _suitability, home_education_rows


@pytest.fixture(scope="module")
def rows(busy_by_table):
    return busy_by_table["feeds.school_home_education"]


def test_it_is_told_once_while_it_lasts_and_again_when_it_is_over(rows, texts):
    told = {}
    ends = rows.columns["end_date"]
    keys = zip(texts(rows.columns["pupil_id"]), rows.columns["start_date"].tolist(), strict=True)
    for key, known, over in zip(keys, rows.known.tolist(), ~np.isnat(ends), strict=True):
        told.setdefault(key, []).append((known, bool(over)))
    assert max(len(one) for one in told.values()) == 2
    for one in told.values():
        assert [over for _, over in sorted(one)] in ([False], [True], [False, True])


def test_what_is_told_is_what_the_careers_say(watch, steps):
    careers, rows = steps.careers, home_education_rows(watch, steps.roll)
    lived = dict(zip(zip(careers.pupils.person[careers.home_child].tolist(), careers.home_start.tolist(), strict=True),
                     careers.home_end.tolist(), strict=True))  # fmt: skip
    starts, ends = rows.columns["start_date"].astype(int), rows.columns["end_date"]
    for person, start, end in zip(rows.persons["pupil_id"].tolist(), starts.tolist(), ends, strict=True):
        assert (person, start) in lived
        assert np.isnat(end) or end.astype(int) == lived[person, start] - 1


def test_at_first_nothing_is_judged_suitable_yet(rows, texts):
    found, over = texts(rows.columns["suitability"]), ~np.isnat(rows.columns["end_date"])
    assert set(found[~over]) <= {"NOT_YET_JUDGED", "UNSUITABLE"}
    assert "NOT_YET_JUDGED" in set(found[~over])


def test_children_with_a_special_need_leave_for_other_reasons():
    rng = np.random.default_rng(1)
    send = np.repeat([0, 2], 5_000)
    reason = _reasons(send, rng)
    for_need = reason == 4
    assert for_need[send > 0].mean() > 10 * for_need[send == 0].mean()


def test_after_a_spell_of_absence_more_is_found_unsuitable(watch):
    spells = watch.history.lasted("absence")
    history = watch.history
    which, child = history.members(spells["household"], spells["start"] + 1, roles=("child",))
    day = spells["start"][which].astype(np.int64) + 2
    child, day = np.tile(child, 60), np.tile(day, 60)
    after = (_suitability(watch, child, day, np.random.default_rng(2)) == 1).mean()
    quiet = dataclasses.replace(
        watch, history=dataclasses.replace(history, spells={name: rows[:0] for name, rows in history.spells.items()})
    )
    otherwise = (_suitability(quiet, child, day, np.random.default_rng(2)) == 1).mean()
    assert after == pytest.approx(0.16, abs=0.03)
    assert otherwise == pytest.approx(0.06, abs=0.02)
