"""What features cost: one date, thirteen dates, a trace and the weekly comparison, beside a plain scan, pandas and featuretools.

    python benchmarks/features.py WORKSPACE --page benchmarks/results/features.md

The workspace holds a published week, and families of the dates of the past (`csps families --model maltreatment`).
Every line is a process of its own: wall time, processor time and peak memory. "Scan" reads every column that a feature
reads out of the same Parquet and keeps the smallest and largest of each. "pandas" computes a stated part of the features the
way one would by hand, from the same files, and is compared value by value with ours. "featuretools" counts the same events
in three windows; it runs where it is installed (`--python` names an interpreter that has it).
Nothing is published, and what is written beside the lake is swept by the next run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from csps.contracts.lake import lake_tables
from csps.features import check_parity, compute_features
from csps.features.listing import declarations
from csps.features.long_form import reach
from csps.features.matrix import Matrix, by_source
from csps.features.past import needs_of
from csps.features.source import HOUSES
from csps.store import Edition
from csps.store.known import known_by
from csps.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.store import Connection

WINDOWS = (13, 52, 104)
EVENTS = {  # table -> (what names a thing, its day, the name of our kind, our windows)
    "feeds.police_incident": ("incident_id", "incident_date", "police_incidents", WINDOWS),
    "feeds.ssd_contacts": ("cont_contact_id", "cont_contact_date", "contacts", WINDOWS),
    "feeds.ssd_s47_enquiry": ("s47e_s47_enquiry_id", "s47e_s47_start_date", "s47_enquiries", (52, 104)),
    "feeds.school_exclusion": ("exclusion_id", "start_date", "exclusions", WINDOWS),
    "feeds.youth_justice_offence": ("offence_id", "offence_date", "youth_offences", (52, 104)),
}
SINCE = ("police_incidents", "contacts", "s47_enquiries", "exclusions", "youth_offences")


# --- What is measured ----------------------------------------------------------------------------------------------


def scan(workspace: Path, _days: int) -> dict[str, object]:
    """Read every column that features read, and do next to nothing with it."""
    sources = {source: reach(found) for source, found in by_source(declarations()).items()}
    rows = 0
    with opened(workspace) as lake:
        for table, need in needs_of(sources).items():
            if not lake.holds(table):
                continue
            read = lake.table(table)
            names = dict.fromkeys((*lake_key(table), *need.columns))
            plain = [name for name in names if name in read.columns and str(read[name].type()) != "array<string>"]
            least = {f"least_{name}": read[name].min() for name in plain}
            most = {f"most_{name}": read[name].max() for name in plain}
            found = lake.backend.to_pyarrow(read.agg(rows=read.count(), **least, **most)).to_pylist()
            rows += found[0]["rows"]
    return {"rows": rows}


def features(workspace: Path, days: int) -> dict[str, object]:
    """Compute and write every feature on so many dates."""
    site = site_of(workspace)
    edition = Edition(site.lake, site.lake.current().week)
    dates = dates_of(workspace)[-days:]
    done = compute_features(edition, dates=dates, programme=site.programme)
    return {"families": sum(done.families.values()), "dates": len(dates)}


def parity(workspace: Path, _days: int) -> dict[str, object]:
    """Count every feature of 24 families again."""
    site = site_of(workspace)
    edition = Edition(site.lake, site.lake.current().week)
    day = dates_of(workspace)[-1]
    compute_features(edition, dates=[day], programme=site.programme)
    began, spent = time.monotonic(), time.process_time()
    done = check_parity(edition, day=day, programme=site.programme)
    return {"families": done.families, "wall": time.monotonic() - began, "cpu": time.process_time() - spent}


def ours(workspace: Path, _days: int) -> dict[str, object]:
    """Compute the stated part of the features."""
    rows = our_part(workspace)
    return {"features": len(part()), "families": len(rows)}


def pandas(workspace: Path, _days: int) -> dict[str, object]:
    """Compute the stated part with pandas, and compare."""
    day = dates_of(workspace)[-1]
    with opened(workspace) as lake:
        frames = {name: read(lake, name) for name in (*EVENTS, "linkage.record_link")}
        members = read(lake, "families.membership", part=day.isoformat())
        families = read(lake, "families.family", part=day.isoformat())
    families = families[families.in_cohort]
    members = members[members.family_id.isin(families.family_id)][["family_id", "person_id"]]
    whose = frames["linkage.record_link"][["record_id", "person_id"]].merge(members, on="person_id")
    made = pd.DataFrame(index=pd.Index(families.family_id, name="family_id"))
    today = pd.Timestamp(day)
    for table, (thing, when, name, windows) in EVENTS.items():
        known = in_force(frames[table], table, today)
        known = known[known[when] <= today].merge(whose, on="record_id")
        latest = known.groupby(["family_id", thing])[when].max().reset_index()
        ago = (today - latest[when]).dt.days
        for weeks in windows:
            counted = latest[ago < 7 * weeks].groupby("family_id").size()
            made[f"{name}_{weeks}w"] = counted.reindex(made.index).fillna(0).astype("int64")
        since = (ago // 7).groupby(latest["family_id"]).min()
        made[f"{name}_weeks_since"] = since.reindex(made.index)
    began, spent = time.monotonic(), time.process_time()
    other = our_part(workspace)
    theirs = made.loc[other.index]  # families that are left out have no features
    differing = {name: int((theirs[name].fillna(-1) != other[name].fillna(-1)).sum()) for name in part()}
    return {
        "families": len(theirs),
        "differing": sum(differing.values()),
        "leave out": [time.monotonic() - began, time.process_time() - spent],
    }


def in_force(frame, table: str, today):
    """Give the rows in the version that was known on the day."""
    key = [name for name in lake_key(table) if name != "known_on"]
    known = frame[frame.known_on <= today]
    return known.sort_values("known_on").drop_duplicates(key, keep="last")


def events(workspace: Path, folder: Path, families: int) -> int:
    """Write the events of some families for featuretools: one file per table, each event once."""
    day = dates_of(workspace)[-1]
    with opened(workspace) as lake:
        cohort = lake.table("families.family", part=day.isoformat())
        cohort = cohort.filter(cohort.in_cohort).select("family_id").order_by("family_id").limit(families)
        members = lake.table("families.membership", part=day.isoformat()).semi_join(cohort, "family_id")
        whose = lake.table("linkage.record_link").inner_join(members, "person_id").select("record_id", "family_id")
        lake.backend.to_pyarrow(cohort).to_pandas().to_csv(folder / "families.csv", index=False)
        for table, (thing, when, name, _windows) in EVENTS.items():
            rows = known_by(lake, table, day, columns=(thing,)).inner_join(whose, "record_id")
            latest = rows.group_by("family_id", thing).agg(happened=rows[when].max())
            frame = lake.backend.to_pyarrow(latest).to_pandas()
            frame.to_csv(folder / f"{name}.csv", index=False)
    return families


FEATURETOOLS = """
import json, resource, sys, time
from pathlib import Path
import pandas as pd
import featuretools as ft
folder, day, windows = Path(sys.argv[1]), pd.Timestamp(sys.argv[2]), json.loads(sys.argv[3])
began, spent = time.monotonic(), time.process_time()
entities = ft.EntitySet("town")
entities.add_dataframe(dataframe_name="families", dataframe=pd.read_csv(folder / "families.csv"), index="family_id")
for path in sorted(folder.glob("*.csv")):
    if path.stem != "families":
        frame = pd.read_csv(path, parse_dates=["happened"]).reset_index(names="number")
        entities.add_dataframe(dataframe_name=path.stem, dataframe=frame[["number", "family_id", "happened"]],
            index="number", time_index="happened")
        entities.add_relationship("families", "family_id", path.stem, "family_id")
cutoff = pd.DataFrame({"family_id": entities["families"]["family_id"], "time": day + pd.Timedelta(days=1)})
columns = 0
for weeks in windows:
    made, names = ft.dfs(entityset=entities, target_dataframe_name="families", cutoff_time=cutoff,
        training_window=ft.Timedelta(7 * weeks, "d"), agg_primitives=["count"], trans_primitives=[], max_depth=1)
    columns += made.shape[1]
made, names = ft.dfs(entityset=entities, target_dataframe_name="families", cutoff_time=cutoff,
    agg_primitives=["time_since_last"], trans_primitives=[], max_depth=1)
print(json.dumps({"wall": time.monotonic() - began, "cpu": time.process_time() - spent, "features": columns + made.shape[1],
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9, "families": len(made)}))
"""


# --- How -----------------------------------------------------------------------------------------------------------


def site_of(workspace: Path):
    """Open the workspace."""
    return open_workspace(workspace, environ={}).site


def opened(workspace: Path) -> Connection:
    """Open the published week."""
    return site_of(workspace).lake.connect()


def lake_key(table: str) -> tuple[str, ...]:
    """Name the columns that tell a table's rows apart."""
    return lake_tables()[table].key


def dates_of(workspace: Path) -> list[date]:
    """Give the dates for which families were formed, in order."""
    parts = site_of(workspace).lake.current().parts["families.membership"]
    return sorted(date.fromisoformat(part) for part in parts)


def read(lake: Connection, name: str, part: str | None = None):
    """Give a table as pandas has it, dates as time stamps."""
    frame = lake.backend.to_pyarrow(lake.table(name, part=part)).to_pandas()
    for column in frame.columns:
        if len(frame) and isinstance(frame[column].iloc[0], date):
            frame[column] = pd.to_datetime(frame[column])
    return frame


def part() -> list[str]:
    """Name the features that pandas computes too."""
    counted = [f"{name}_{weeks}w" for _, _, name, windows in EVENTS.values() for weeks in windows]
    return [*counted, *(f"{name}_weeks_since" for name in SINCE)]


def our_part(workspace: Path):
    """Give the stated part of our features, by family."""
    wanted = [each for each in declarations() if each.feature.name in part()]
    day = dates_of(workspace)[-1]
    with opened(workspace) as lake:
        rows = Matrix(lake, [day], there=HOUSES | set(EVENTS), declared=wanted).on(day).read_all()
    return rows.to_pandas().set_index("family_id").sort_index()


TASKS: dict[str, Callable[[Path, int], dict[str, object]]] = {
    "scan": scan,
    "features": features,
    "parity": parity,
    "ours": ours,
    "pandas": pandas,
}


def measure(task: str, workspace: Path, days: int) -> dict[str, object]:
    """Do one thing in this process: what it took, and the most memory it had."""
    began, spent = time.monotonic(), time.process_time()
    told = TASKS[task](workspace, days)
    wall, cpu = time.monotonic() - began, time.process_time() - spent
    less = told.pop("leave out", [0, 0])
    lines = Path("/proc/self/status").read_text().splitlines()
    memory = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e9
    return {"wall": wall - less[0], "cpu": cpu - less[1], "memory": memory, **told}


def apart(task: str, workspace: Path, days: int = 1) -> dict[str, object]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, str(workspace), "--task", task, "--days", str(days)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    print(task, days, done.stdout.strip(), file=sys.stderr)
    return json.loads(done.stdout)


def with_featuretools(python: str, workspace: Path, families: int) -> dict[str, object]:
    """Let featuretools count the same events of some families."""
    with tempfile.TemporaryDirectory() as folder:
        events(workspace, Path(folder), families)
        command = [python, "-c", FEATURETOOLS, folder, dates_of(workspace)[-1].isoformat(), json.dumps(WINDOWS)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print("featuretools", found, file=sys.stderr)
    return found


def row(name: str, found: dict[str, object], scanned: float | None = None) -> str:
    """Write one line of the table."""
    ratio = "" if scanned is None else f"{found['cpu'] / scanned:.1f}"
    more = ", ".join(f"{key} {value:,}" for key, value in found.items() if key not in ("wall", "cpu", "memory"))
    memory = f"{found['memory']:.1f}" if "memory" in found else ""
    return f"| {name} | {found['wall']:.1f} | {found['cpu']:.1f} | {memory} | {ratio} | {more} |"


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--task", choices=TASKS)
    parser.add_argument("--days", type=int, default=13)
    parser.add_argument("--python", help="an interpreter that has featuretools")
    parser.add_argument("--families", type=int, default=5_000, help="of how many featuretools counts events")
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    if given.task:
        print(json.dumps(measure(given.task, given.workspace, given.days)))
        return
    scanned = apart("scan", given.workspace)
    lines = [row("plain scan of the columns read", scanned, scanned["cpu"])]
    lines += [
        row(f"every feature, {days} date(s)", apart("features", given.workspace, days), scanned["cpu"])
        for days in dict.fromkeys((1, 2, given.days))
    ]
    lines.append(row("comparison of 24 families", apart("parity", given.workspace)))
    lines.append(row(f"{len(part())} features, ours", apart("ours", given.workspace)))
    lines.append(row(f"{len(part())} features, pandas", apart("pandas", given.workspace)))
    if given.python:
        lines.append(
            row("the same counts, featuretools", with_featuretools(given.python, given.workspace, given.families))
        )
    head = "| what | wall, s | processor, s | memory, GB | processor beside the scan | |\n| --- | --: | --: | --: | --: | --- |"
    text = "\n".join([head, *lines]) + "\n"
    print(text)
    if given.page:
        given.page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
