"""Is each need as common in the borough's truth as in what csps finds in its deliveries?

    python benchmarks/borough_needs.py BOROUGH --page benchmarks/results/needs.md

BOROUGH is what `csps synthetic make` wrote, with at least one week published. The truth says in which share of its cases
a need shows on record, and how often a line is met by families to whom nothing of it happened here
(`csps.synthetic.truth.needs`); csps judges the deliveries by its own rules. Both are counted among families with children:
in the truth at the start of the last quarter, by csps on the published week. The borough is lived again from its recipe,
because the truth keeps probabilities and no record. Of csps the last line is the share of families it does not ask the model about,
nearly all of them because they meet the threshold.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from csps.domain.progress import SilentProgress
from csps.synthetic.profile import load_profile
from csps.synthetic.run import Recipe, live
from csps.synthetic.truth.eligibility import eligible
from csps.synthetic.truth.intervals import at_once, on
from csps.synthetic.truth.needs import NEEDS, on_record
from csps.workspace import open_workspace

THREE, THRESHOLD = "three needs", "three needs and an assessment"


def found(workspace):
    """Give the share of families with children that meet each line on the published week, by csps."""
    lake_of = open_workspace(workspace).site.lake
    week = lake_of.current().week
    with lake_of.connect() as lake:
        member = lake.table("families.membership", part=week.isoformat())
        families = member.filter(member.role == "child").select("family_id").distinct()
        met = lake.table("outcomes.criterion_met")
        met = met.filter(met.as_of == week).semi_join(families, "family_id")
        lines = met.group_by("criterion").agg(families=met.family_id.nunique()).to_pyarrow().to_pylist()
        several = met.group_by("family_id").agg(lines=met.criterion.nunique())
        three = several.filter(several.lines >= 3).count().to_pyarrow().as_py()
        number = families.count().to_pyarrow().as_py()
        cohort = lake.table("outcomes.cohort").to_pyarrow().to_pylist()
    counted = {row["criterion"]: row["families"] for row in lines} | {THREE: three}
    shares = {name: count / number for name, count in counted.items()}
    asked = next(one for one in cohort if one["model"] == "eligibility" and one["as_of"] == week)
    return shares | {THRESHOLD: asked["not_asked"] / asked["families"]}, number, week


def true(recipe):
    """Give the share of families with children that meet each line at the start of the last quarter, by the truth."""
    _, watch = live(recipe, load_profile(recipe.profile), SilentProgress())
    history = watch.history
    snapshot, record = history.snapshots[max(history.snapshots)], on_record(history)
    families, day = snapshot["household"], history.calendar.first_day(max(history.snapshots))
    shares = {need: float(np.mean(on(record[need], families, day) > 0)) for need in NEEDS}
    several = {THREE: at_once([record[need] for need in NEEDS], 3), THRESHOLD: eligible(record)}
    shares |= {name: float(np.mean(on(spans, families, day) > 0)) for name, spans in several.items()}
    return shares, len(families)


def page(recipe, by_csps, by_truth, on):
    """Write the table."""
    (seen, families, week), (lived, households) = by_csps, by_truth
    lines = [
        "# Needs in the borough's truth, and in its deliveries",
        "",
        f"A borough of {recipe.residents:,} residents over {recipe.weeks} weeks, seed {recipe.seed}, measured on {on}.",
        "Written by `benchmarks/borough_needs.py`, which says what is counted.",
        f"Families with children: {families:,} by csps on {week}, {households:,} in the truth.",
        "",
        "| line | csps finds, % | truth, % | ratio |",
        "| --- | --: | --: | --: |",
    ]
    for need in sorted({*seen, *lived}, key=lambda need: (_place(need), need)):
        one, other = seen.get(need), lived.get(need)
        shown = [f"{100 * share:.2f}" if share is not None else "" for share in (one, other)]
        ratio = f"{one / other:.2f}" if one and other else ""
        lines.append(f"| {need} | {shown[0]} | {shown[1]} | {ratio} |")
    lines += [
        "",
        "A line without a figure in the truth is rare and is met there by luck under another line of its headline.",
        "Single lines lie apart because linkage loses some of the records by which csps would find them, and because what a family without a cause of its own meets is an assumption.",
        "What the true probabilities are of is the last line.",
    ]
    return "\n".join(lines) + "\n"


def _place(need):
    headline, dot, number = need.removeprefix("SF").partition(".")
    return (int(headline), int(number)) if dot else (99, 0)


def main():
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("borough", type=Path)
    asked.add_argument("--page", type=Path, help="write the page here as well")
    choices = asked.parse_args()
    told = json.loads((choices.borough / "truth" / "recipe.json").read_text(encoding="utf-8"))
    recipe = Recipe(**{**told, "end": date.fromisoformat(told["end"])})
    text = page(recipe, found(choices.borough / "workspace"), true(recipe), datetime.now(tz=UTC).date().isoformat())
    if choices.page:
        choices.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
