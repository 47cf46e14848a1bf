"""Draw one family's true story, and beside it what each agency saw of it.

    .venv/bin/python docs/family_story.py

Small boroughs are lived, seed by seed from `FIRST_SEED` on, and the first family that fits a rule is chosen. In the years
shown, but neither at their very beginning nor at their very end, children came to harm two to four times, help began, and
something was recorded as maltreatment; three to six people ever lived there; the family was there all the time; at least six
agencies noted something. Of several such families it is the one that most agencies knew of, and of those the one with the
fewest traces.
Nobody in it is real.

The picture is `docs/explanation/a-family-and-its-traces.svg`, the same bytes at every run with the same libraries.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.dates import YearLocator, num2date
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from csps.contracts.catalogue import table
from csps.domain.progress import SilentProgress
from csps.synthetic.agencies.everyone import WATCHERS
from csps.synthetic.agencies.schedule import extraction_days, feed_style
from csps.synthetic.deliveries import Stream
from csps.synthetic.lives.population import NOBODY, ROLES
from csps.synthetic.profile import load_profile
from csps.synthetic.run import Recipe, live
from csps.synthetic.truth.records import recorded_maltreatment
from csps.synthetic.truth.risk import RiskTables

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from csps.synthetic.agencies.batch import Batch
    from csps.synthetic.agencies.watch import Watch
    from csps.synthetic.lives.borough import Borough

RECIPE = Recipe(5_000, 208, date(2026, 11, 16), 1, "inner-london", 1.0, 1.0)
FIRST_SEED = 1  # begin at 1 again when the profile changes
PICTURE = Path(__file__).parent / "explanation" / "a-family-and-its-traces.svg"
STYLE = {
    "svg.hashsalt": "a family and its traces",
    "font.size": 8.5,
    "axes.titlesize": 9.5,
    "font.family": "DejaVu Sans",
}
# Okabe and Ito's colours, which people with any kind of colour vision tell apart; shades of one blue for levels
HARM, RECORD, SEEN, EARLY, PROGRAMME = "#D55E00", "#000000", "#0072B2", "#56B4E9", "#009E73"
LEVELS = ("#EFF3F8", "#9DBFDD", "#2F6FA8")
CIRCUMSTANCES = {
    "money": ("Money", ("enough", "a shock", "hardship")),
    "mind": ("Parent's mental health", ("well", "an episode", "lasting illness")),
    "substance": ("Alcohol and drugs", ("none", "harmful use")),
    "conflict": ("Conflict at home", ("none", "acute", "lasting")),
    "housing": ("Housing", ("secure", "insecure")),
    "support": ("Support around them", ("good", "thin")),
}
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
CHILDHOOD = 18 * 365.25
GROWN = {"carer": ("Mother", "Father"), "partner": ("Partner, woman", "Partner, man")}
FEW, MANY = 2, 4  # harm events in the years shown: enough for a story, and few enough to be read
SEEN_BY = 6  # agencies at least
AGENCIES = {
    "childrens_social_care": "Children's social care",
    "adult_social_care": "Adult social care",
    "domestic_abuse": "Domestic abuse panel",
    "youth_justice": "Youth justice",
    "housing_benefit": "Housing benefit",
    "council_tax": "Council tax",
    "neet": "Careers service",
    "nominations": "Nominations by professionals",
    "programme": "The family programme",
    "employment": "Jobcentre",
    "education": "Schools and early years",
    "debt": "Council debt team",
    "health": "Health",
    "police": "Police",
    "probation": "Probation and prison",
    "restrictions": "Restrictions register",
    "housing": "Council housing",
    "homelessness": "Homelessness service",
}


@dataclass(frozen=True)
class Traces:
    """What agencies noted: equally long arrays, a row per thing noted about a household."""

    agency: np.ndarray
    household: np.ndarray
    happened: np.ndarray
    delivered: np.ndarray


def all_traces(watch: Watch) -> Traces:
    """Let every agency look, and keep what it would deliver of each household, each thing once."""
    told = (said for look in WATCHERS for said in look(watch) if not isinstance(said, Stream))
    parts = [_traces(watch, said) for said in told if said.persons and table(said.table).happened_on]
    return Traces(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _traces(watch: Watch, batch: Batch) -> tuple[np.ndarray, ...]:
    """Give agency, household, day it happened and day it was delivered, once per thing and household."""
    declared, style = table(batch.table), feed_style(batch.table)
    days = extraction_days(watch.calendar, style.rhythm)
    happened = np.asarray(batch.columns[str(declared.happened_on)]).astype("datetime64[D]").astype(np.int64)
    person = next(iter(batch.persons.values()))
    place = np.searchsorted(days, batch.known)
    shown = (person != NOBODY) & (place < len(days)) & (happened >= watch.calendar.start_day)
    household = np.full(len(person), NOBODY, dtype=np.int64)
    household[shown] = watch.history.home(person[shown], happened[shown])
    shown &= household != NOBODY
    delivered = days[place.clip(0, len(days) - 1)]
    order = np.flatnonzero(shown)[np.argsort(delivered[shown], kind="stable")]
    _, first = np.unique(np.stack([household[order], happened[order]]), axis=1, return_index=True)
    kept = order[first]
    return np.full(len(kept), style.agency), household[kept], happened[kept], delivered[kept]


def chosen(watch: Watch, traces: Traces) -> int | None:
    """Choose the family by the rule that stands at the top of this file; None where no family of the borough fits it."""
    history, calendar = watch.history, watch.calendar
    start, end = calendar.start_day + 182, calendar.end_day - 91
    families = set(np.unique(np.concatenate([rows["household"] for rows in history.snapshots.values()])).tolist())
    for household, day in ((history.help["household"], history.help["start"]), recorded_maltreatment(history)):
        families &= set(household[(day >= start) & (day < end)].tolist())
    harms = history.harms["household"][(history.harms["day"] >= start) & (history.harms["day"] < end)]
    families &= {family for family in families if FEW <= int((harms == family).sum()) <= MANY}
    stays, whole = history.household_stays, history.snapshots.values()
    families &= set.intersection(*(set(rows["household"].tolist()) for rows in whole))
    sizes = {family: int((stays.key == family).sum()) for family in families}
    families = {family for family in families if 3 <= sizes[family] <= 6}

    agencies = {family: len(np.unique(traces.agency[traces.household == family])) for family in families}
    families = {family for family in families if agencies[family] >= SEEN_BY}

    def rank(family: int) -> tuple[int, int, int]:
        return -agencies[family], int((traces.household == family).sum()), family

    return min(families, key=rank, default=None)


def draw(borough: Borough, watch: Watch, traces: Traces, family: int) -> Figure:
    """Draw the truth above and the traces below, over the same years."""
    rows = traces.household == family
    seen = Traces(*(getattr(traces, name)[rows] for name in ("agency", "household", "happened", "delivered")))
    lanes = sorted(set(seen.agency.tolist()), key=lambda name: (int(seen.happened[seen.agency == name].min()), name))
    people = members(watch, family)
    heights = [0.30 * len(people) + 0.2, 0.30 * len(CIRCUMSTANCES) + 0.1, 0.95, 1.6, 0.31 * len(lanes) + 0.3]
    figure = Figure(figsize=(8.2, sum(heights) + 3.3), layout="constrained")
    axes = figure.subplots(5, 1, sharex=True, height_ratios=heights)
    draw_people(axes[0], watch, family, people)
    draw_circumstances(axes[1], watch, family)
    draw_help(axes[2], watch, family)
    draw_chances(axes[3], borough, watch, family)
    draw_lanes(axes[4], seen, lanes)
    harms = watch.history.harms["day"][watch.history.harms["household"] == family]
    for axis in axes:
        for day in harms[harms >= watch.calendar.start_day].tolist():
            axis.axvline(day, color=HARM, linewidth=0.8, linestyle=(0, (4, 2)), zorder=0)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].set_xlim(watch.calendar.start_day, watch.calendar.end_day)
    axes[-1].xaxis.set_major_locator(YearLocator())
    axes[-1].xaxis.set_major_formatter(lambda day, _: f"{num2date(day):%b %Y}")
    figure.suptitle("What happened in one family, and what each agency could see of it", fontsize=12, fontweight="bold")
    figure.supxlabel(
        "An invented family in an invented borough: nobody in it is real. Weekly school registers are left out.",
        fontsize=8,
    )
    return figure


def members(watch: Watch, family: int) -> dict[str, list[tuple[int, int]]]:
    """Give each person's place in the family with the stretches they lived there: grown-ups first, the oldest first."""
    history, calendar = watch.history, watch.calendar
    first, last = np.searchsorted(history.household_stays.key, [family, family + 1])
    stretches: dict[tuple[bool, int, str], list[tuple[int, int]]] = {}
    for row in range(first, last):
        person, role = int(history.household_stays.value[row]), ROLES[history.roles[row]]
        start, end = (int(days[row]) for days in (history.household_stays.start, history.household_stays.end))
        if end <= calendar.start_day or start >= calendar.end_day:
            continue
        born, man = (int(history.people[name][person]) for name in ("birth", "sex"))
        young = calendar.start_day - born < CHILDHOOD
        word = (("Girl", "Boy") if young else GROWN.get(role, ("Woman", "Man")))[man]
        who = (young, born, f"{word}, born {_year(born)}")
        stretches.setdefault(who, []).append((max(start, calendar.start_day), min(end, calendar.end_day)))
    return {who[-1]: stretches[who] for who in sorted(stretches)}


def _year(day: int) -> int:
    return int(np.datetime64(day, "D").astype("datetime64[Y]").astype(int)) + 1970


def draw_people(axis: Axes, watch: Watch, family: int, people: dict[str, list[tuple[int, int]]]) -> None:
    """Draw a bar for the time each person lived in the family, and say who left it for care."""
    rows = watch.history.care
    care = set(rows["start"][rows["household"] == family].tolist())
    for place, stretches in enumerate(people.values()):
        for start, end in stretches:
            axis.barh(place, end - start, left=start, height=0.5, color="#8A8A8A")
            if end in care:
                axis.text(end + 5, place, "in care", va="center", fontsize=7.5, bbox=PAPER)
    lanes_of(axis, list(people))
    axis.set_title("Who lived in the family", loc="left")


def draw_circumstances(axis: Axes, watch: Watch, family: int) -> None:
    """Draw the true circumstances, a band each; what lasts from quarter to quarter is one stretch with its word in it."""
    weeks = sorted(watch.history.snapshots)
    for place, (name, (_, words)) in enumerate(CIRCUMSTANCES.items()):
        factor = watch.history.factor_names.index(name)
        levels = [int(watch.history.levels[factor][_state(watch, family, week)]) for week in weeks]
        levels = [1 - level for level in levels] if name == "support" else levels
        edges = [0, *(at for at in range(1, len(levels)) if levels[at] != levels[at - 1]), len(levels) - 1]
        for begin, end in pairwise(edges):
            days = [watch.calendar.first_day(weeks[at]) for at in (begin, end)]
            colour = LEVELS[-1] if levels[begin] and len(words) == 2 else LEVELS[levels[begin]]
            axis.barh(
                place, days[1] - days[0], left=days[0], height=0.78, color=colour, edgecolor="white", linewidth=0.6
            )
            if levels[begin] and days[1] - days[0] > 12 * len(words[levels[begin]]):
                ink = "white" if colour == LEVELS[-1] else "black"
                axis.text(sum(days) / 2, place, words[levels[begin]], ha="center", va="center", fontsize=7, color=ink)
    lanes_of(axis, [label for label, _ in CIRCUMSTANCES.values()])
    axis.set_title("How things truly were (looked at every 13 weeks; the darker, the harder)", loc="left")


def _state(watch: Watch, family: int, week: int) -> int:
    snapshot = watch.history.snapshots[week]
    return int(snapshot["joint"][np.flatnonzero(snapshot["household"] == family)[0]])


def draw_help(axis: Axes, watch: Watch, family: int) -> None:
    """Draw harm as crosses, its record as squares, and help as bars."""
    given, harms = watch.history.help, watch.history.harms
    shown = watch.calendar.start_day
    for row in np.flatnonzero((given["household"] == family) & (given["end"] > shown)).tolist():
        kind, start = int(given["kind"][row]) - 1, max(int(given["start"][row]), shown)
        width = min(int(given["end"][row]), watch.calendar.end_day) - start
        axis.barh(
            2, width, left=start, height=0.6, color=(EARLY, PROGRAMME)[kind], hatch=("", "///")[kind], edgecolor="white"
        )
    recorded, on = recorded_maltreatment(watch.history)
    for place, days, mark, colour in (
        (0, harms["day"][harms["household"] == family], "X", HARM),
        (1, on[recorded == family], "s", RECORD),
    ):
        here = days[days >= shown]
        axis.plot(here, np.full(len(here), place), mark, color=colour, markersize=6.5)
    lanes_of(axis, ["Harm came to a child", "Recorded as maltreatment", "Help"])
    keys = [
        Patch(facecolor=EARLY, edgecolor="white", label="early help"),
        Patch(facecolor=PROGRAMME, hatch="///", edgecolor="white", label="the programme"),
    ]
    key_of(axis, keys)
    axis.set_title("Harm, its record, and help", loc="left")


def draw_chances(axis: Axes, borough: Borough, watch: Watch, family: int) -> None:
    """Draw the true chances of the year that follows each quarter's first day."""
    tables = RiskTables(borough.mechanisms, weeks=52)
    weeks = sorted(watch.history.snapshots)
    days, harm, recorded = [watch.calendar.first_day(week) for week in weeks], [], []
    for week in weeks:
        snapshot = watch.history.snapshots[week]
        here = np.flatnonzero(snapshot["household"] == family)
        chances = tables.look_up({name: values[here] for name, values in snapshot.items()})
        harm.append(100 * float(chances[0][0]))
        recorded.append(100 * float(chances[1][0]))
    axis.plot(days, harm, color=HARM, marker="o", markersize=3.5, label="harm to a child")
    axis.plot(
        days, recorded, color=RECORD, marker="s", markersize=3.5, linestyle="--", label="recorded as maltreatment"
    )
    axis.set_ylim(0, None)
    axis.set_ylabel("of 100 such families")
    axis.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    if np.isnan(recorded).any():
        axis.set_xlabel("No black square: every child is under a protection plan already.", fontsize=7.5, loc="left")
    key_of(axis, axis.get_legend_handles_labels()[0])
    axis.set_title("True chance in the next year", loc="left")


def draw_lanes(axis: Axes, seen: Traces, lanes: list[str]) -> None:
    """Draw a lane per agency: a dot where something happened, a line to the day on which the council was told."""
    for place, agency in enumerate(lanes):
        rows = seen.agency == agency
        happened, delivered = seen.happened[rows], seen.delivered[rows]
        axis.hlines(np.full(len(happened), place), happened, delivered, color=SEEN, linewidth=1)
        axis.plot(happened, np.full(len(happened), place), "o", color=SEEN, markersize=4.5)
        axis.plot(delivered, np.full(len(happened), place), "|", color=SEEN, markersize=7)
    lanes_of(axis, [AGENCIES[agency] for agency in lanes])
    keys = [
        Line2D([], [], marker="o", color=SEEN, linestyle="", label="happened"),
        Line2D([], [], marker="|", color=SEEN, linestyle="-", label="the council was told"),
    ]
    key_of(axis, keys)
    axis.set_title("What each agency noted", loc="left")


def key_of(axis: Axes, handles: list[Any]) -> None:
    """Put the key above the panel on the right, on the height of its title."""
    axis.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1.0), ncols=2, frameon=False, borderaxespad=0.2)


def lanes_of(axis: Axes, labels: list[str]) -> None:
    """Name the lanes, the first on top."""
    axis.set_yticks(range(len(labels)), labels)
    axis.set_ylim(len(labels) - 0.45, -0.55)
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)


def find() -> tuple[Borough, Watch, Traces, int]:
    """Live boroughs until one has a family that fits."""
    for seed in count(FIRST_SEED):
        recipe = replace(RECIPE, seed=seed)
        borough, watch = live(recipe, load_profile(recipe.profile), SilentProgress())
        traces = all_traces(watch)
        family = chosen(watch, traces)
        if family is not None:
            print(f"Seed {seed}, family {family}: {int((traces.household == family).sum())} traces")
            return borough, watch, traces, family
    raise AssertionError("seeds never end")


def main() -> None:
    """Live, choose, draw."""
    borough, watch, traces, family = find()
    with mpl.rc_context(STYLE):
        figure = draw(borough, watch, traces, family)
        for path in sys.argv[1:] or [PICTURE]:
            figure.savefig(path, metadata={"Date": None} if str(path).endswith("svg") else None, dpi=110)


if __name__ == "__main__":
    main()
