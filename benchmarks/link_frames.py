"""`csps.linkage.link_records` beside a plain default Splink model, by pairwise F1, on sets whose truth is known.

    .venv/bin/python benchmarks/link_frames.py FOLDER --page benchmarks/results/link_frames.md

FOLDER holds public sets as they are published, whichever there are: `fake_1000.csv` (Splink's; truth `cluster`),
`febrl1.csv` or `dataset1.csv` to `dataset4b.csv` (FEBRL's; truth is the number in `rec_id`), and `RLdata500.tsv` and
`RLdata10000.tsv` with the identities beside them (of R's RecordLinkage; births in three columns). To them come sets made
here: records of invented families, with few and many faults, few and many records each, with columns left out, known by
little, and made like other public sets (`frames_alike.py`).

The other model is Splink as its documentation introduces it: a standard comparison per column, blocking on each telling
column, u from random pairs, m by expectation maximisation over two blocks. Its F1 is given at the threshold 0.95 of the
documentation, and at whichever of nine thresholds happens to be best, which nobody could know without the truth. Our own
threshold is always the same. Nothing in either is set per data set.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import resource
import sys
import time
import warnings
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.frames_alike import SETS, SYLLABLES
from tests.factories.person_frames import COLUMNS, Town, f1

from csps.linkage import link_records

LARGE = 20_000  # records: from so many on the plain model blocks on two telling columns together
THRESHOLDS = (0.05, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999)
FEBRL = {
    "given_name": "first_name",
    "surname": "surname",
    "street_number": "address_line",
    "address_1": "address_line",
    "address_2": "address_line",
    "suburb": "town",
    "postcode": "postcode",
    "state": "other",
    "date_of_birth": "date_of_birth",
    "soc_sec_id": "identifier",
}
GERMAN = {
    "fname_c1": "first_name",
    "fname_c2": "first_name",
    "lname_c1": "surname",
    "lname_c2": "surname",
    "by": "date_of_birth",
    "bm": "date_of_birth",
    "bd": "date_of_birth",
}
FAKE = {"first_name": "first_name", "surname": "surname", "dob": "date_of_birth", "city": "town", "email": "email"}
SHAPES = {
    "few faults": (1_000, 2.0, 0.02, tuple(COLUMNS)),
    "many faults": (1_000, 2.0, 0.15, tuple(COLUMNS)),
    "few duplicates": (1_500, 1.05, 0.05, tuple(COLUMNS)),
    "eight records each": (250, 8.0, 0.1, tuple(COLUMNS)),
    "no date of birth": (1_000, 2.0, 0.05, ("given", "family", "sex", "street", "code")),
    "names and birth only": (1_000, 2.0, 0.08, ("given", "family", "born")),
    "a handful": (5, 2.0, 0.05, tuple(COLUMNS)),
}


def public_sets(folder):
    """Give the published sets that lie in a folder: name, frame and columns."""
    path = folder / "fake_1000.csv"
    if path.exists():
        frame = pd.read_csv(path, dtype=str).rename(columns={"unique_id": "record_id", "cluster": "truth"})
        yield "fake_1000", frame, FAKE
    for name, files in (
        ("febrl1", ("febrl1.csv",)),
        *((f"febrl{number}", (f"dataset{number}.csv",)) for number in (1, 2, 3)),
        ("febrl4", ("dataset4a.csv", "dataset4b.csv")),
    ):
        if all((folder / file).exists() for file in files):
            frame = pd.concat([pd.read_csv(folder / file, dtype=str, skipinitialspace=True) for file in files])
            frame.columns = [column.strip() for column in frame.columns]
            frame = frame.rename(columns={"rec_id": "record_id"}).reset_index(drop=True)
            yield name, frame.assign(truth=frame["record_id"].str.extract(r"rec-(\d+)-")[0]), FEBRL

    for name in ("RLdata500", "RLdata10000"):
        if (folder / f"{name}.tsv").exists():
            frame = pd.read_csv(folder / f"{name}.tsv", sep="\t", dtype=str, keep_default_na=False)
            truth = pd.read_csv(folder / f"identity.{name}.tsv", sep="\t").iloc[:, 0].to_numpy()
            yield name, frame.assign(truth=truth, record_id=[f"r{row}" for row in frame.index]), GERMAN


def looking_sets():
    """Give the sets that are made like public ones."""
    for name, make in SETS.items():
        yield (f"like {name}", *make())


def made_sets():
    """Give the sets that are made here."""
    for name, (families, each, faults, columns) in SHAPES.items():
        yield name, Town(families, 7).records(each, faults), {column: COLUMNS[column] for column in columns}


# What a set may lack: name -> (columns for us, columns for the plain model, which needs a forename and a surname apart).
LACKING = {
    "full names only": ({"name": "full_name"}, {"first": "first_name", "last": "surname"}),
    "full names, some turned, and birth": (
        {"turned": "full_name", "born": "date_of_birth"},
        {"turned_first": "first_name", "turned_last": "surname", "born": "date_of_birth"},
    ),
    "initials, surnames, birth, postcode": (
        {"initial": "first_name", "family": "surname", "born": "date_of_birth", "code": "postcode"},
        {"initial": "first_name", "family": "surname", "born": "date_of_birth", "code": "postcode"},
    ),
    "year of birth and a postal district": (
        {"given": "first_name", "family": "surname", "year": "date_of_birth", "district": "town"},
        {"given": "first_name", "family": "surname", "year": "other", "district": "town"},
    ),
}


def lacking_sets():
    """Give sets of people of many names who are known by little: name, frame, columns, and the plain model's columns."""
    draw = np.random.default_rng(3)
    town = Town(500, 3)
    for column, count in (("given", 300), ("family", 1_500)):
        names = ["".join(draw.choice(SYLLABLES, draw.integers(2, 4))) for _ in range(count)]
        often = 1 / np.arange(1, count + 1)
        chosen = draw.choice(names, len(town.people), p=often / often.sum())
        town.people[column] = chosen if column == "given" else chosen[town.people["truth"] // 4]
    frame = town.records(2.2, 0.06, 0.08)
    first, last = frame["given"].fillna(""), frame["family"].fillna("")
    is_turned = (draw.random(len(frame)) < 0.3) & (first != "") & (last != "")
    name = (first + " " + last).str.strip()
    turned = name.mask(is_turned, last + ", " + first)
    parts = {"": name.str.split(), "turned_": turned.str.replace(",", " ").str.split()}
    frame = frame.assign(
        name=name, turned=turned, initial=frame["given"].str[:1], year=frame["born"].str[:4], district=frame["code"].str[:2],
        **{f"{kind}first": part.str[0] for kind, part in parts.items()},
        **{f"{kind}last": part.str[-1] for kind, part in parts.items()},
    )  # fmt: skip
    for what, (ours, theirs) in LACKING.items():
        yield what, frame[["record_id", "truth", *dict.fromkeys([*ours, *theirs])]], ours, theirs


def plain(frame, columns):
    """Give the F1 of a plain Splink model by threshold."""
    columns = {f"c_{name.replace(' ', '_')}": role for name, role in columns.items() if role != "source"}
    named = {name: f"c_{name.replace(' ', '_')}" for name in frame if name not in ("record_id", "truth")}
    frame = frame.rename(columns=named).replace("NA", None).astype(object)
    frame = frame[["record_id", "truth", *columns]]
    by_role = {role: [name for name, said in columns.items() if said == role] for role in columns.values()}
    names = [by_role[role][0] for role in ("first_name", "surname", "full_name") if role in by_role]
    born = by_role.get("date_of_birth", [])
    for name in born if len(born) == 1 else ():
        frame[name] = _plain_days(frame[name])
    for name in columns:
        frame[name] = frame[name].map(_plain_text, na_action="ignore").where(frame[name].notna(), None)
    telling = [*names, *born, *(by_role[role][0] for role in ("email", "identifier", "postcode") if role in by_role)]
    home = by_role.get("postcode", names[1:] or telling[1:])[:1]
    names = names or telling[:1]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=[
            _plain_comparison(name, role if len(born) < 2 or name not in born else "other")
            for name, role in columns.items()
        ],
        blocking_rules_to_generate_predictions=[block_on(name) for name in telling]
        if len(frame) < LARGE
        else [block_on(one, other) for one, other in combinations(telling, 2)],
    )
    linker = Linker(DuckDBAPI().register(frame.drop(columns="truth")), settings, log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on(*names, *(born or home))], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for block in (block_on(*names), block_on(*(born or home))):
        training.estimate_parameters_using_expectation_maximisation(block)
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    found = {}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=threshold
        )
        person = clusters.as_pandas_dataframe().set_index("record_id")["cluster_id"]
        found[threshold] = f1(
            frame[["record_id"]].assign(person_id=person.reindex(frame["record_id"]).to_numpy()), frame["truth"]
        )
    return found


def _plain_text(value):
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain_days(column):
    """Give days as 1953-12-31; what is no day is missing, as it is to Splink's comparison of dates."""
    texts = column.map(_plain_text, na_action="ignore")
    size = texts.dropna().str.len()
    if size.eq(4).mean() > 0.9:
        return texts + "-01-01"
    form = "%Y%m%d" if size.eq(8).mean() > 0.9 else "%Y-%m-%d"
    days = pd.to_datetime(texts, format=form, errors="coerce").dt.strftime("%Y-%m-%d")
    return days.astype(object).where(days.notna(), None)


def _plain_comparison(name, role):
    if role in ("first_name", "surname", "full_name"):
        return compare.NameComparison(name)
    if role == "date_of_birth":
        return compare.DateOfBirthComparison(name, input_is_string=True)
    if role == "email":
        return compare.EmailComparison(name)
    if role == "identifier":
        return compare.LevenshteinAtThresholds(name, [1, 2])
    if role == "address_line":
        return compare.JaroWinklerAtThresholds(name, [0.9, 0.7])
    return compare.ExactMatch(name).configure(term_frequency_adjustments=True)


def measure(name, frame, columns, plain_columns=None):
    """Give a row of the page; the plain model may be given other columns of the frame."""
    began = time.process_time()
    ours = f1(link_records(frame.drop(columns="truth"), columns), frame["truth"])
    spent = time.process_time() - began
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            theirs = plain_columns or columns
            found = plain(frame[["record_id", "truth", *theirs]], theirs)
        except Exception as error:  # noqa: BLE001 - it may fail in ways of its own, and then has no figure
            found = None
            print(name, type(error).__name__, file=sys.stderr)
    usual, best = (f"{found[0.95]:.4f}", f"{max(found.values()):.4f}") if found else ("failed", "failed")
    return f"| {name} | {len(frame):,} | {frame['truth'].nunique():,} | {ours:.4f} | {usual} | {best} | {spent:.0f} |"


def measure_size(people):
    """Give time and memory for many records."""
    frame = Town(people // 8, 11).records(2.0, 0.05)
    began, cpu = time.perf_counter(), time.process_time()
    linked = link_records(frame.drop(columns="truth"), COLUMNS)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return f"| {len(frame):,} | {f1(linked, frame['truth']):.4f} | {wall:.0f} | {cpu:.0f} | {peak:.1f} |"


def main():
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="*", help="folders of public sets")
    parser.add_argument("--size", type=int, default=100_000, help="records of the set that is timed")
    parser.add_argument("--page", type=Path)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    sets = [one for folder in asked.folder for one in public_sets(folder)]
    sets += [*made_sets(), *lacking_sets(), *looking_sets()]
    head = "| set | records | people | link_records | plain Splink at 0.95 | at its best threshold | CPU seconds |"
    lines = [
        "# Linking anybody's frame",
        "",
        "Pairwise F1, written by `benchmarks/link_frames.py`; what the columns mean is told there.",
        "",
        head,
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in sets:
        lines.append(measure(*one))
        print(lines[-1], flush=True)
    lines += ["", "| records | F1 | seconds | CPU seconds | GB at most |", "| ---: | ---: | ---: | ---: | ---: |"]
    lines.append(measure_size(asked.size))
    print(lines[-1], flush=True)
    if asked.page:
        asked.page.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
