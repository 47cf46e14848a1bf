"""What judging the programme's criteria costs: both national rule sets for every family, beside a plain scan of what they read.

    python benchmarks/criteria.py WORKSPACE --page benchmarks/results/criteria.md

The workspace holds a published week. Every line is a process of its own: wall time, processor time and peak memory. "Scan"
reads every column that a line reads out of the same Parquet and keeps the smallest and largest of each. "Judged" asks both rule
sets about every family as of the week: who meets which line by which rows, and who meets the threshold; "and written" is
what the weekly run does, for the rule set in force. Nothing is published, and what is written is swept by the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_tables
from csps.contracts.model import Purpose
from csps.outcomes.assessed import assessments
from csps.outcomes.criteria import assessed_on, eligible, evidence_on, judged, met_by
from csps.outcomes.evidence import Evidence
from csps.outcomes.explanation import explain_criteria
from csps.outcomes.meeting import meet_criteria
from csps.outcomes.reading import tables_of
from csps.outcomes.rule_sets import NATIONAL
from csps.pipeline.site import lake_of
from csps.settings import read_programme
from csps.store import Edition
from csps.store.held import held
from csps.store.people import people_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csps.store import Lake

    Told = dict[str, object]

ASSESSMENTS = ("feeds.ssd_cin_assessments", "feeds.ssd_cin_episodes", "feeds.programme_case", "feeds.programme_member")
ALLOWED_S, ALLOWED_FOR = 20, "300,000 residents"


def scan(lake: Lake, _: Path) -> Told:
    """Read every column that a line reads, and do next to nothing with it."""
    rows = 0
    with lake.connect() as read:
        for name in tables():
            contract = lake_tables()[name]
            columns = [one for one in contract.column_names if Purpose.SCORING in contract.purposes_of(one)]
            table = read.table_or_empty(name)
            ends = {f"{one}_{end}": getattr(table[one], end)() for one in columns for end in ("min", "max")}
            found = table.agg(rows=table.count(), **ends).to_pyarrow().to_pylist()[0]
            rows += found["rows"]
    return {"rows": rows, "tables": len(tables())}


def tables() -> list[str]:
    """Name every table that a line reads."""
    lines = [line for rules in NATIONAL.values() for line in rules.lines]
    return sorted({name for line in lines for name in tables_of(line) if name.startswith("feeds.")} | {*ASSESSMENTS})


def both(lake: Lake, _: Path) -> Told:
    """Judge both rule sets of every family, on one reading of the tables."""
    return _judged(lake, tuple(NATIONAL))


def troubled_families(lake: Lake, _: Path) -> Told:
    """Judge the first rule set alone."""
    return _judged(lake, ("TFP2015",))


def supporting_families(lake: Lake, _: Path) -> Told:
    """Judge the second rule set alone."""
    return _judged(lake, ("SF2022",))


def _judged(lake: Lake, names: tuple[str, ...]) -> Told:
    manifest = lake.current()
    assert manifest is not None
    told: Told = {}
    with lake.connect() as read:
        people = people_on(read, manifest.week)
        evidence = Evidence(read, people, manifest.week)
        told["families"] = people.families.count().to_pyarrow().as_py()
        for name in names:
            rules = NATIONAL[name]
            shown = held(read, evidence_on(judged(evidence, rules), manifest.week))
            met = held(read, met_by(shown))
            assessed = assessed_on(assessments(evidence), manifest.week)
            told[name] = {
                "evidence": shown.count().to_pyarrow().as_py(),
                "met": met.count().to_pyarrow().as_py(),
                "eligible": eligible(met, people.families, assessed, rules).count().to_pyarrow().as_py(),
            }
    return told


def written(lake: Lake, workspace: Path) -> Told:
    """Do what the weekly run does: judge the rule set in force and write its three tables."""
    manifest = lake.current()
    assert manifest is not None
    programme = read_programme(workspace, delivered_tables())
    done = meet_criteria(Edition(lake, manifest.week), dates=[manifest.week], programme=programme)
    return {"met": done.rows[manifest.week], "rules": done.rule_sets[manifest.week]}


def explained(lake: Lake, workspace: Path) -> Told:
    """Explain one family that meets something, row by row."""
    manifest = lake.current()
    assert manifest is not None
    edition = Edition(lake, manifest.week)
    programme = read_programme(workspace, delivered_tables())
    meet_criteria(edition, dates=[manifest.week], programme=programme)
    with edition.connect() as read:
        met = read.table("outcomes.criterion_met", part=manifest.week.isoformat())
        family = met.family_id.min().to_pyarrow().as_py()
        began, used = time.perf_counter(), time.process_time()
        found = explain_criteria(read, family, manifest.week, programme)
        rows = sum(len(each.rows) for each in found.criteria)
    return {"wall": time.perf_counter() - began, "processor": time.process_time() - used, "rows": rows}


TASKS: Mapping[str, Callable[[Lake, Path], Told]] = {
    each.__name__: each for each in (scan, both, troubled_families, supporting_families, written, explained)
}
SAID = {
    "scan": "plain scan of the columns read",
    "both": "both rule sets, every family",
    "troubled_families": "Troubled Families 2015 alone",
    "supporting_families": "Supporting Families 2022 alone",
    "written": "the rule set in force, and its tables written",
    "explained": "one family explained, row by row",
}


def measure(task: str, workspace: Path) -> Told:
    """Do a task, and say what it took."""
    lake = lake_of(workspace)
    tables_of(NATIONAL["SF2022"].lines[0])  # what is imported on first use is no part of the work
    began, used = time.perf_counter(), time.process_time()
    told = TASKS[task](lake, workspace)
    took = {"wall": time.perf_counter() - began, "processor": time.process_time() - used}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    return took | {"memory": memory} | told


def apart(task: str, workspace: Path) -> Told:
    """Do a task in a process of its own."""
    command = [sys.executable, __file__, str(workspace), "--task", task]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def page(found: Mapping[str, Told], residents: str) -> str:
    """Write the page of results."""
    rows = [
        f"| {SAID[task]} | {one['processor']:.1f} | {one['wall']:.1f} | {one['memory']:.1f} |"
        f" {one['processor'] / found['scan']['processor']:.1f} |"  # type: ignore[operator] # seconds
        for task, one in found.items()
    ]
    first, second = found["both"]["TFP2015"], found["both"]["SF2022"]
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    table = "\n".join(rows)
    took = float(str(found["both"]["wall"]))
    bound = f"In at most {ALLOWED_S} seconds both rule sets should be judged for {ALLOWED_FOR}"
    if residents == ALLOWED_FOR:
        bound += f": they took {took:.1f} by the clock."
    else:
        bound += "; that many had not been measured when this was written."
    return f"""\
# What judging the criteria costs

{found["both"]["families"]:,} families of the cohort in a borough of {residents}, {found["scan"]["rows"]:,} rows in the {found["scan"]["tables"]} tables that are read.
From `benchmarks/criteria.py`, on {os.cpu_count()} processors.
Wall time is worth reading where nothing else ran.

| what | processor, s | wall, s | memory, GB | processor beside the scan |
| --- | --: | --: | --: | --: |
{table}

{bound}
Troubled Families 2015: {first["met"]:,} criteria met by {first["evidence"]:,} pieces of evidence, {first["eligible"]:,} families eligible.
Supporting Families 2022: {second["met"]:,} by {second["evidence"]:,}, {second["eligible"]:,} families eligible.
"""


def main() -> None:
    """Measure everything, or one task."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--task", choices=TASKS)
    parser.add_argument("--residents", default="an unstated size")
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    if given.task:
        print(json.dumps(measure(given.task, given.workspace)))
        return
    found = {}
    for task in TASKS:
        found[task] = apart(task, given.workspace)
        print(task, json.dumps(found[task]), flush=True)
    if given.page:
        given.page.write_text(page(found, given.residents), encoding="utf-8")


if __name__ == "__main__":
    main()
