"""How often are marks of fairness missed by luck alone, and how often is a real gap found?

    python benchmarks/marks.py borough/workspace --model eligibility --worlds 200 --page benchmarks/results/marks.md

Takes the families of the test date of a workspace whose model was trained: their scores, their protected groups, and who
ever shared a person with whom. What happened to them is then drawn anew, many times:

    fair      everybody's outcome happens with exactly the probability that is their score, and groups are shuffled among
              families, so that every group has the same scores: no gap is real, and whatever is missed is missed by luck
    planted   as fair, but the model is wrong about one group: it happens to them so many times as often as their score says

Each world is audited by `csps.assurance` and held against the marks of the specification, once at the estimate, which is how
groups were judged before, and once beyond chance, which is how they are judged now (docs/decisions/0026). Groups one by one are asked in `--worlds` worlds, crossed ones, which take longer, in a third of
them. There are fewer resamples than in an audit, and groups are added up without Fairlearn's frame, to the same figures.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.approval.checks import judge_figures
from csps.approval.marks import Result
from csps.assurance import fairness as figures_of_groups
from csps.assurance import resampling
from csps.assurance.attributes import NOT_STATED
from csps.assurance.fairness import Predictions, fairness
from csps.settings.pass_marks import JudgedAt
from csps.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.settings import ModelSpec

KINDS = ("AUC", "Missed families", "Wrongly listed families", "Observed over expected")
WAYS = {JudgedAt.ESTIMATE: "at the estimate", JudgedAt.BEYOND_CHANCE: "beyond chance"}
PLANTED = (("White", 1.5), ("White", 2.0), ("Black", 2.0), ("Asian", 2.0), ("Asian", 3.0))


@dataclasses.dataclass(frozen=True)
class Town:
    """The families of a test date.

    Args:
        families: as_of, family_id, group_id, model; the outcome is drawn anew.
        groups: one row per family, one column per protected attribute.
        capacity: families a week's list names.
        spec: the model's specification.
    """

    families: pd.DataFrame
    groups: pd.DataFrame
    capacity: int
    spec: ModelSpec

    @classmethod
    def of(cls, folder: Path, model: str) -> Town:
        """Read a workspace's candidate; nothing is written."""
        workspace = open_workspace(folder, environ={})
        spec = workspace.site.specs[model]
        families = pd.read_parquet(workspace.site.registry / "candidates" / model / "held_back.parquet")
        long = workspace.table("assurance.protected_attribute", part=f"{families['as_of'].iloc[0]:%Y-%m-%d}")
        wide = long.astype(str).pivot_table(index="family_id", columns="attribute", values="value", aggfunc="first")
        columns = [group.value for group in spec.fairness.groups]
        groups = wide.reindex(index=families["family_id"].astype(str), columns=columns).fillna(NOT_STATED)
        capacity = workspace.site.programme.capacity.families_a_week
        return cls(families, groups.reset_index(drop=True), capacity, spec)

    def compared(self, *, crossed: bool) -> Town:
        """Ask about crossed groups as well, or not."""
        asked = dataclasses.replace(self.spec.fairness, crossed=crossed)
        return dataclasses.replace(self, spec=dataclasses.replace(self.spec, fairness=asked))

    def world(self, drawn: np.random.Generator, planted: tuple[str, float] | None = None) -> World:
        """Draw what happened once, and audit it."""
        groups = self.groups.iloc[drawn.permutation(len(self.groups))].reset_index(drop=True)
        chance = self.families["model"].to_numpy(float)
        if planted is not None:
            chance = np.where(groups["ethnicity"] == planted[0], np.minimum(chance * planted[1], 1.0), chance)
        frame = self.families.assign(outcome=drawn.random(len(chance)) < chance)
        found = fairness(Predictions.of(frame, self.capacity), groups, self.spec)
        return World(self.spec, found.replace({np.nan: None}).to_dict("records"))


@dataclasses.dataclass(frozen=True)
class World:
    """The group figures of one draw."""

    spec: ModelSpec
    rows: list[dict[str, object]]

    def missed(self, way: JudgedAt) -> list[str]:
        """Give the checks of groups that are missed where figures are judged in a way."""
        groups = dataclasses.replace(self.spec.pass_marks.groups, judged_at=way)
        marks = dataclasses.replace(self.spec.pass_marks, groups=groups)
        judged = judge_figures(dataclasses.replace(self.spec, pass_marks=marks), [], self.rows)
        return [check.name for check in judged.checks if " by " in check.name and check.result is Result.MISSED]


def by_group(predictions: Predictions, named: pd.Series) -> pd.DataFrame:
    """Give the figures that `csps.assurance.fairness.by_group` gives, without Fairlearn's frame."""
    happened, score, listed = predictions.outcome, predictions.score, predictions.listed
    places = named.groupby(named).indices
    rows = [figures_of_groups._of_group(happened[inside], score[inside], listed[inside]) for inside in places.values()]  # noqa: SLF001 - the same figures
    return pd.DataFrame(rows, index=pd.Index(list(places), name="group")).astype(float)


def tables(town: Town, worlds: int) -> Iterator[str]:
    """Yield how often checks are missed where no gap is real."""
    yield (
        "\n| fair worlds | groups | judged | any check missed | "
        + " | ".join(f"{kind}, of each world" for kind in KINDS)
        + " |"
    )
    yield "| --- | --- | --- | --: |" + " --: |" * len(KINDS)
    for crossed in (False, True):
        yield from _rows(town.compared(crossed=crossed), worlds // 3 if crossed else worlds)


def _rows(town: Town, worlds: int) -> Iterator[str]:
    told: dict[JudgedAt, list[list[str]]] = {way: [] for way in WAYS}
    crossed = town.spec.fairness.crossed
    for seed in range(worlds):
        world = town.world(np.random.default_rng(seed))
        for way, missed in told.items():
            missed.append([each for each in world.missed(way) if (" x " in each) is crossed])
    print(f"{town.spec.name}, crossed {crossed}: {worlds} fair worlds", file=sys.stderr)
    for way, words in WAYS.items():
        some = sum(bool(missed) for missed in told[way])
        counted = Counter(kind for missed in told[way] for kind in KINDS for each in missed if each.startswith(kind))
        cells = " | ".join(f"{counted[kind] / worlds:.2f}" for kind in KINDS)
        yield f"| {worlds} | {'crossed' if crossed else 'one by one'} | {words} | {share(some, worlds)} | {cells} |"


def power(town: Town, worlds: int) -> Iterator[str]:
    """Yield how often a planted gap is found, by the group and how wrong the model is about it."""
    yield "\n| planted: group | families | outcomes, about | happens so many times as often as said | found in O/E by ethnicity | in any check |"
    yield "| --- | --: | --: | --: | --: | --: |"
    town = town.compared(crossed=False)
    for group, times in PLANTED:
        inside = (town.groups["ethnicity"] == group).to_numpy()
        found = some = 0
        for seed in range(worlds):
            missed = town.world(np.random.default_rng(seed), (group, times)).missed(JudgedAt.BEYOND_CHANCE)
            found += "Observed over expected by ethnicity" in missed
            some += bool(missed)
        expected = inside.sum() * float(town.families["model"].mean()) * times
        yield (
            f"| {group} | {int(inside.sum()):,} | {expected:.0f} | {times:g} | {share(found, worlds)} | "
            f"{share(some, worlds)} |"
        )
        print(f"{town.spec.name}, planted {group} {times}: {found} of {worlds}", file=sys.stderr)


def share(some: int, worlds: int) -> str:
    """Write a share of worlds with its 95% interval (Wilson 1927)."""
    z = 1.96
    middle = (some + z * z / 2) / (worlds + z * z)
    half = z * np.sqrt(some * (worlds - some) / worlds + z * z / 4) / (worlds + z * z)
    return f"{some / worlds:.2f} ({max(0.0, middle - half):.2f} to {min(1.0, middle + half):.2f})"


def main() -> None:
    """Draw worlds and print, or write, the page."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("workspace", type=Path)
    asked.add_argument("--model", nargs="+", default=["maltreatment", "eligibility"])
    asked.add_argument("--worlds", type=int, default=200)
    asked.add_argument("--resamples", type=int, default=200)
    asked.add_argument("--page", type=Path)
    given = asked.parse_args()
    resampling.RESAMPLES = given.resamples
    figures_of_groups.by_group = by_group
    lines = ["# How often are marks of fairness missed by luck, and how often is a real gap found?", ""]
    lines.append(f"Written by `benchmarks/marks.py`: {given.worlds} worlds each, {given.resamples} resamples in each.")
    lines.append(
        "Figures in parentheses are 95% intervals; under each kind of check stands how many of it are missed in a world, on average."
    )
    for model in given.model:
        town = Town.of(given.workspace, model)
        lines += ["", f"## {model.capitalize()}: {len(town.families):,} families", ""]
        lines.append(f"A list names {town.capacity:,} families; scores add up to {town.families['model'].sum():.0f}.")
        lines += [*tables(town, given.worlds), *power(town, max(1, given.worlds // 3))]
    told = "\n".join(lines) + "\n"
    if given.page:
        given.page.write_text(told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main()
