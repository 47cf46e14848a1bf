"""Matrices of invented families on quarterly dates: honest ones, and leaks of many kinds to plant in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

FIRST, DATES, HORIZON_WEEKS = date(2023, 1, 2), 6, 52
TEST = FIRST + timedelta(weeks=13 * (DATES - 1) + HORIZON_WEEKS)


@dataclass(frozen=True)
class Planted:
    """A matrix, and what `find_leaks` is told of it."""

    frame: pd.DataFrame
    outcome: np.ndarray
    told: dict

    def with_column(self, name, values):
        """Add a column."""
        return replace(self, frame=self.frame.assign(**{name: values}))


def honest(seed, families=1_500):
    """Make a matrix in which every column was known on its date.

    Each family has a trouble that moves slowly; columns count its traces before the date, with gaps where a source never
    had anything; the outcome comes within a year, more likely and sooner where trouble is high. Brothers and sisters in
    other families share a group. One column is a register of an enquiry just begun: honest, and strongly about soon.
    """
    rng = np.random.default_rng(seed)
    group = rng.integers(0, int(families * 0.9), families)
    level, rows = rng.normal(size=families), []
    event = np.full(families, np.inf)
    for number in range(DATES + 4):
        level = 0.9 * level + np.sqrt(1 - 0.9**2) * rng.normal(size=families)
        waiting = np.where(rng.random(families) < 1 - np.exp(-0.006 * np.exp(1.7 * level)), 0, np.inf)
        event = np.minimum(event, 91 * number + rng.integers(1, 92, families) + waiting)
        rows.append(level.copy())
    levels = np.array(rows)
    frames = []
    for number in range(DATES):
        day = 91 * number
        at_risk = np.flatnonzero(event > day)
        frames.append(_known(rng, (levels, number), at_risk, event, group))
    frame = pd.concat(frames, ignore_index=True)
    days = frame.pop("days")
    outcome = (days <= 364).to_numpy()
    as_of = pd.to_datetime(frame["as_of"])
    told = {
        "as_of": "as_of",
        "family": "family_id",
        "group": "group_id",
        "fold": "fold",
        "event_on": (as_of + pd.to_timedelta(days.where(outcome), unit="D")).tolist(),
        "horizon_weeks": HORIZON_WEEKS,
        "test": TEST,
    }
    return Planted(frame, outcome, told)


def _known(rng, trouble, at_risk, event, group):
    """Give the rows of one date: what was counted by then of a trouble that was there by then."""
    (levels, number), day = trouble, 91 * trouble[1]
    now, before = levels[number, at_risk], levels[max(0, number - 1), at_risk]
    many = len(at_risk)
    columns = {f"calls_{place}": rng.poisson(np.exp(0.8 * now - 1.2 + 0.1 * place)) for place in range(5)}
    columns |= {f"visits_{place}": rng.poisson(np.exp(0.4 * before - 1)) for place in range(5)}
    columns |= {f"rare_{place}": (rng.random(many) < 0.03 * np.exp(0.8 * now)).astype(int) for place in range(4)}
    columns |= {f"noise_{place}": rng.normal(size=many) for place in range(4)}
    columns |= {f"children_{place}": rng.integers(1, 5, many) for place in range(2)}
    since = np.where(rng.random(many) < 0.5 / (1 + np.exp(-now)), rng.integers(0, 104, many), np.nan)
    columns["weeks_since"] = since
    columns["absent"] = np.where(rng.random(many) < 0.3, np.nan, np.round(rng.beta(2, 20, many) + 0.02 * (now > 1), 3))
    columns["owed_pence"] = np.where(rng.random(many) < 0.8, 0, np.round(rng.lognormal(10 + 0.3 * now)))
    soon = event[at_risk] - day < 21
    columns["enquiry_open"] = (rng.random(many) < np.where(soon, 0.5, 0.01 * np.exp(0.5 * now))).astype(int)
    columns["change"] = columns["calls_0"] - rng.poisson(np.exp(0.8 * before - 1.2))
    return pd.DataFrame(
        columns
        | {
            "as_of": FIRST + timedelta(days=day),
            "family_id": [f"f{place:05d}" for place in at_risk],
            "group_id": [f"g{place:05d}" for place in group[at_risk]],
            "fold": group[at_risk] % 5,
            "days": event[at_risk] - day,
        }
    )


# --- leaks ------------------------------------------------------------------------------------------------------------
def copy_of_outcome(planted, rng):
    """The outcome under another name."""
    return planted.with_column("leak", planted.outcome.astype(int))


def copy_with_noise(planted, rng):
    """The outcome, wrong in one row of twelve."""
    return planted.with_column("leak", (planted.outcome ^ (rng.random(len(planted.outcome)) < 0.08)).astype(int))


def copy_with_much_noise(planted, rng):
    """The outcome, wrong in every fourth row."""
    return planted.with_column("leak", (planted.outcome ^ (rng.random(len(planted.outcome)) < 0.25)).astype(int))


def blurred_copy(planted, rng):
    """The outcome as a quantity."""
    return planted.with_column("leak", 3 * planted.outcome + rng.normal(size=len(planted.outcome)))


def target_mean(planted, rng):
    """A ward's own rate of outcomes, the row included."""
    ward = rng.integers(0, 40, len(planted.outcome))
    rate = np.bincount(ward, planted.outcome) / np.bincount(ward)
    return planted.with_column("leak", rate[ward])


def smoothed_target_mean(planted, rng):
    """The same, mixed with the rate of all."""
    ward = rng.integers(0, 60, len(planted.outcome))
    rate = (np.bincount(ward, planted.outcome) + 20 * planted.outcome.mean()) / (np.bincount(ward) + 20)
    return planted.with_column("leak", rate[ward])


def mean_of_the_others(planted, rng):
    """A ward's rate without the row itself: higher exactly where it did not happen."""
    ward = rng.integers(0, 40, len(planted.outcome))
    all_of = np.bincount(ward, planted.outcome)[ward]
    return planted.with_column("leak", (all_of - planted.outcome) / (np.bincount(ward)[ward] - 1))


def visits_of_next_weeks(planted, rng):
    """Visits in the four weeks after the date."""
    days = _days(planted)
    return planted.with_column("leak", rng.poisson(np.where(days <= 28, 6, 0.15)))


def visits_of_next_year(planted, rng):
    """Visits in the year after the date, many of them because it happened."""
    return planted.with_column("leak", rng.poisson(np.where(planted.outcome, 5, 0.5)))


def aftermath(planted, rng):
    """How long a case was open by the end of the data: longer the sooner it happened, and some cases for other reasons."""
    days = np.nan_to_num(_days(planted), nan=0)
    length = np.where(planted.outcome & (rng.random(len(days)) < 0.6), 364 - days, rng.integers(0, 364, len(days)))
    return planted.with_column("leak", length)


def empty_when_it_happened(planted, rng):
    """An address that is emptied when a child moves into care."""
    gone = planted.outcome & (rng.random(len(planted.outcome)) < 0.9)
    return planted.with_column("leak", np.where(gone, np.nan, rng.integers(1, 6, len(gone))))


def filled_when_it_happened(planted, rng):
    """A date of review that is there for most of those to whom it happened, and for one in eight others."""
    there = rng.random(len(planted.outcome)) < np.where(planted.outcome, 0.55, 0.12)
    return planted.with_column("leak", np.where(there, rng.integers(1, 6, len(there)), np.nan))


def sorted_rows(planted, rng):
    """Rows in the order of the outcome: nothing in a column."""
    order = np.argsort(planted.outcome, kind="stable")
    told = planted.told | {"event_on": [planted.told["event_on"][place] for place in order]}
    return replace(
        planted, frame=planted.frame.iloc[order].reset_index(drop=True), outcome=planted.outcome[order], told=told
    )


def row_number(planted, rng):
    """The number of the row."""
    return planted.with_column("leak", np.arange(len(planted.outcome)))


def family_number(planted, rng):
    """A family's number in some register."""
    return planted.with_column("leak", pd.factorize(planted.frame["family_id"])[0] * 7 + 1000)


def days_left(planted, rng):
    """Weeks from the date to the end of the data: what is mature."""
    return planted.with_column("leak", (TEST - planted.frame["as_of"]).map(lambda left: left.days // 7))


def torn_groups(planted, rng):
    """Some families in another fold than their brothers' and sisters'."""
    fold = np.where(rng.random(len(planted.frame)) < 0.05, 4 - planted.frame["fold"], planted.frame["fold"])
    return replace(planted, frame=planted.frame.assign(fold=fold))


def late_training(planted, rng):
    """A test date before the last training outcomes were complete."""
    return replace(planted, told=planted.told | {"test": TEST - timedelta(weeks=13)})


def value_of_next_date(planted, rng):
    """A count as it stands on the family's next date."""
    by_family = planted.frame.sort_values("as_of").groupby("family_id")["visits_2"]
    return planted.with_column("leak", by_family.shift(-1))


def outcome_of_last_date(planted, rng):
    """The family's own outcome from a quarter ago, of which three quarters were still to come."""
    outcome = planted.frame.assign(was=planted.outcome.astype(float)).sort_values("as_of")
    return planted.with_column("leak", outcome.groupby("family_id")["was"].shift(1))


LEAKS = {
    plant.__name__: plant
    for plant in (
        copy_of_outcome,
        copy_with_noise,
        copy_with_much_noise,
        blurred_copy,
        target_mean,
        smoothed_target_mean,
        mean_of_the_others,
        visits_of_next_weeks,
        visits_of_next_year,
        aftermath,
        empty_when_it_happened,
        filled_when_it_happened,
        sorted_rows,
        row_number,
        family_number,
        days_left,
        torn_groups,
        late_training,
        value_of_next_date,
        outcome_of_last_date,
    )
}
OF_THE_ROWS = {"sorted_rows", "torn_groups", "late_training"}


def _days(planted):
    """Days from each row's date to the event; NaN where there was none within the year."""
    event = pd.to_datetime(pd.Series(planted.told["event_on"]))
    return (event - pd.to_datetime(planted.frame["as_of"])).dt.days.to_numpy(dtype=float)
