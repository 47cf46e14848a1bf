"""How much of what can be known do the models know? AUC and average precision beside the oracle's, on the same families.

    python benchmarks/skill.py --residents 40000 --seeds 1 2 3 --page benchmarks/results/skill.md
    python benchmarks/skill.py --borough borough-1 --borough borough-2 --page benchmarks/results/skill.md

For each seed a borough is made, its deliveries are taken in, and both models are trained with the start values of their
specifications. The families held back (the test date; a model never saw what became of them) are then ranked four ways:
by the oracle, which is the true probability of a record that the borough itself drew from (`p_recorded`); by the model; by
the logistic baseline; by the simple rule. Nothing can rank better than the oracle, other than by luck.

With `--borough` a folder that `csps synthetic make` left, in whose workspace models were trained since, is taken as it is;
a model that was not trained in it is left out. Families for which the truth says no probability
are left out of all four. Intervals are 95% percentiles of 1,000 resamples by group of families, as assurance draws them.
"Expected" is the AUC over all that might have happened, by the true probabilities; it has no luck of the draw in it.
The oracle knows the borough's own outcome. What csps finds in the deliveries may differ from it, as families do: a model may
then rank csps's outcomes better than the oracle does. "Outcomes" and "true" stand side by side to show it.
Only `csps.synthetic.marking` reads workspace and truth together.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from csps.assurance.figures import auc, average_precision
from csps.assurance.resampling import with_intervals
from csps.synthetic import make_borough
from csps.synthetic.marking import held_back
from csps.synthetic.marking.folders import read_recipe
from csps.synthetic.marking.probabilities import expected_auc
from csps.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUBJECTS = {"oracle": "p_recorded", "model": "model", "logistic": "logistic", "rule": "rule"}
CONFIDENCE = 0.95
CHANCE = 0.5
HEADINGS = ("AUC", "average precision", "share of the oracle's skill", "expected AUC", "expected share")


@dataclass
class Ranked:
    """The families held back in one borough, ranked four ways.

    Args:
        name: of the borough.
        left_out: families without a true probability.
        groups: number of each family's group, from 0.
        outcome: whether it was recorded.
        chance: the true probability.
        scores: by subject.
    """

    name: str
    left_out: int
    groups: np.ndarray
    outcome: np.ndarray
    chance: np.ndarray
    scores: dict[str, np.ndarray]

    @classmethod
    def of(cls, name: str, workspace: Path, truth: Path, model: str) -> Ranked:
        """Read what was said, and what is true."""
        rows = held_back(workspace, truth, model)
        known = ~np.isnan(rows["p_recorded"])
        _, groups = np.unique(rows["group_id"][known].astype(str), return_inverse=True)
        return cls(
            name,
            int((~known).sum()),
            groups,
            rows["outcome"][known].astype(bool),
            rows["p_recorded"][known],
            {subject: rows[column][known].astype(float) for subject, column in SUBJECTS.items()},
        )

    def figures(self, weights: np.ndarray) -> dict[tuple[str, str], np.ndarray]:
        """Give AUC, average precision and the share of skill under every weighting."""
        areas = {subject: auc(score, self.outcome, weights) for subject, score in self.scores.items()}
        precision = {subject: average_precision(score, self.outcome, weights) for subject, score in self.scores.items()}
        return {
            **{(subject, "AUC"): values for subject, values in areas.items()},
            **{(subject, "average precision"): values for subject, values in precision.items()},
            **{
                (subject, "share of the oracle's skill"): (values - CHANCE) / (areas["oracle"] - CHANCE)
                for subject, values in areas.items()
            },
        }

    def expected(self) -> dict[str, float]:
        """Give the expected AUC of each subject; NaN where nothing can be ranked."""
        found = {subject: expected_auc(score, self.chance) for subject, score in self.scores.items()}
        return {subject: np.nan if area is None else area for subject, area in found.items()}


def mean_figures(boroughs: Sequence[Ranked], weights: np.ndarray) -> dict[tuple[str, str], np.ndarray]:
    """Give the mean over boroughs, whose families stand one after another in the weights."""
    ends = np.cumsum([len(borough.outcome) for borough in boroughs])[:-1]
    parts = np.split(weights, ends, axis=1)
    each = [borough.figures(part) for borough, part in zip(boroughs, parts, strict=True)]
    return {key: np.mean([figures[key] for figures in each], axis=0) for key in each[0]}


def stacked_groups(boroughs: Sequence[Ranked]) -> np.ndarray:
    """Number groups of families over all boroughs."""
    before = np.cumsum([0, *(int(borough.groups.max()) + 1 for borough in boroughs)])
    return np.concatenate([borough.groups + start for borough, start in zip(boroughs, before, strict=False)])


def rows_of(name: str, boroughs: Sequence[Ranked]) -> Iterator[str]:
    """Write a table row per subject: of one borough, or the mean of several."""
    intervals = with_intervals(
        lambda weights: mean_figures(boroughs, weights), stacked_groups(boroughs), confidence=CONFIDENCE, seed=1
    )
    expected = {subject: float(np.mean([borough.expected()[subject] for borough in boroughs])) for subject in SUBJECTS}
    families = sum(len(borough.outcome) for borough in boroughs)
    happened = sum(int(borough.outcome.sum()) for borough in boroughs)
    true = sum(float(borough.chance.sum()) for borough in boroughs)
    for subject in SUBJECTS:
        cells = [_interval(intervals[subject, figure]) for figure in HEADINGS[:3]]
        share = (expected[subject] - CHANCE) / (expected["oracle"] - CHANCE)
        cells += [f"{expected[subject]:.3f}", f"{share:.2f}"]
        yield f"| {name} | {families:,} | {happened:,} | {true:.1f} | {subject} | " + " | ".join(cells) + " |"


def _interval(figure: tuple[float, float, float]) -> str:
    estimate, low, high = figure
    if not low < high:  # the oracle's share of its own skill
        return f"{estimate:.3f}"
    return f"{estimate:.3f} ({low:.3f} to {high:.3f})"


def trained(residents: int, seed: int, folder: Path) -> Path:
    """Make a borough and train every model in it; nobody approves them. Give its folder."""
    make_borough(folder, residents=residents, seed=seed)
    workspace = open_workspace(folder / "workspace", environ={})
    workspace.enrol_demonstrators()
    workspace.weekly()
    for model in workspace.site.specs:
        began = time.monotonic()
        workspace.train(model, trials=0)
        print(f"seed {seed}: {model} trained in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return folder


def ranked(folder: Path) -> dict[str, Ranked]:
    """Rank the families held back for every model that was trained in a borough's workspace."""
    workspace, truth = folder / "workspace", folder / "truth"
    site, name = open_workspace(workspace, environ={}).site, f"seed {read_recipe(truth).seed}"
    models = [model for model in site.specs if (site.registry / "candidates" / model).is_dir()]
    return {model: Ranked.of(name, workspace, truth, model) for model in models}


def described(folders: Sequence[Path]) -> str:
    """Say in a sentence what boroughs were taken as they are."""
    recipes = [read_recipe(folder / "truth") for folder in folders]
    sizes = sorted({(recipe.residents, recipe.weeks) for recipe in recipes})
    told = " and ".join(f"{residents:,} residents over {weeks} weeks" for residents, weeks in sizes)
    seeds = ", ".join(str(recipe.seed) for recipe in recipes)
    return f"Boroughs of {told}, seeds {seeds}, with the models that were trained in them."


def page(what: str, boroughs: list[dict[str, Ranked]]) -> str:
    """Write the page: a table per model."""
    lines = ["# How much of what can be known do the models know?", "", what, "Written by `benchmarks/skill.py`."]
    for model in dict.fromkeys(model for borough in boroughs for model in borough):
        several = [borough[model] for borough in boroughs if model in borough]
        left_out = ", ".join(f"{one.left_out:,}" for one in several)
        lines += ["", f"## {model.capitalize()}", "", f"Left out, without a true probability: {left_out} families.", ""]
        lines.append("| borough | families | outcomes | true | ranked by | " + " | ".join(HEADINGS) + " |")
        lines.append("| --- | --: | --: | --: | --- |" + " --: |" * len(HEADINGS))
        for one in several:
            lines += rows_of(one.name, [one])
        if len(several) > 1:
            lines += rows_of("mean", several)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Rank families in every borough, and print the tables."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--residents", type=int, default=40_000)
    asked.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    asked.add_argument("--borough", type=Path, action="append", metavar="DIR", help="trained already; may be repeated")
    asked.add_argument("--page", type=Path, help="write the tables here as well")
    choices = asked.parse_args()
    if choices.borough:
        what = described(choices.borough)
        boroughs = [ranked(folder) for folder in choices.borough]
    else:
        what = f"Boroughs of {choices.residents:,} residents over 364 weeks; models with the start values of their settings."
        boroughs = []
        for seed in choices.seeds:
            with tempfile.TemporaryDirectory() as folder:
                boroughs.append(ranked(trained(choices.residents, seed, Path(folder) / "borough")))
    text = page(what, boroughs)
    if choices.page:
        choices.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
