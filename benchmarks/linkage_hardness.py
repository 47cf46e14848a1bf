"""How hard the borough's identities are to link: a plain Splink model, and exact name and date of birth.

    .venv/bin/python benchmarks/linkage_hardness.py borough-1 borough-2 borough-3 --page benchmarks/results/linkage.md

Every table of the deliveries that says who somebody is (see `csps.synthetic.marking.registers`) is stacked: one record per
agency's reference, as last delivered. Of them whole households are drawn until there are about 200,000 records: at a
precision of 0.998 a dozen pairs of twins decide in a smaller sample. The model is Splink as its documentation introduces it: forename, surname, date of birth and postcode, standard blocking
rules, trained without labels. Nothing is tuned and nothing is clustered: the pairs it scores are held against the truth
at every threshold.

The rails (issue 2): exact name and date of birth finds 0.45 to 0.65 of true pairs; Splink at a precision of 0.998 finds
0.88 to 0.95. Recall is of all true pairs, those that no blocking rule brings together included.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import sys
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from csps.synthetic.marking.folders import Folder, delivered_files
from csps.synthetic.marking.pairs import pairs_across, pairs_within
from csps.synthetic.marking.registers import registers, stack_records

PRECISION = 0.998
EXACT_RAIL, SPLINK_RAIL = (0.45, 0.65), (0.88, 0.95)
EXACT, SPLINK = "exact forename, surname and date of birth", f"default Splink at precision {PRECISION}"
BLOCKING = [
    block_on("forename", "surname"),
    block_on("forename", "born"),
    block_on("surname", "born"),
    block_on("forename", "postcode"),
    block_on("surname", "postcode"),
    block_on("born", "postcode"),
]
LEFT_OUT = {"source": "school_admission_contact", "agency": "council_tax"}  # neither holds a date of birth
REMARKS = (
    "Council tax and school admissions hold no date of birth, as in the extracts they are modelled on.",
    "Addresses that one office has and another has not yet cost most; how much each difficulty costs stands below, under every model.",
    "Samples are large because some dozens of pairs of twins decide at this precision: with 60,000 records the figure swung by 0.02.",
)
HOMES = """
    SELECT person, arg_max(family, "from") AS household FROM read_parquet(?) WHERE role <> 'second_home'
    GROUP BY person ORDER BY person
"""


def stacked(workspace: Path, truth: Path) -> tuple[pd.DataFrame, list[str]]:
    """Read every register, with the true person and the household of each record."""
    files = delivered_files(workspace)
    with Folder(workspace) as seen, Folder(truth) as true:
        stack_records(seen, true, files)
        columns = seen.ask("SELECT *, born::VARCHAR AS day FROM record ORDER BY source, reference")
        homes = true.ask(HOMES, [str(true.path / "membership.parquet")])
        people = true.ask(
            "SELECT person, born_on, mother, father FROM read_parquet(?) ORDER BY person",
            [str(true.path / "person.parquet")],
        )
    frame = pd.DataFrame({name: pd.Series(plain(values), dtype=object) for name, values in columns.items()})
    frame["person"] = frame["person"].astype(np.int64)
    household = pd.Series(homes["household"], index=homes["person"])
    frame["household"] = frame["person"].map(household).fillna(-1 - frame["person"]).astype(np.int64)
    for parent in ("mother", "father"):
        frame[parent] = pd.Series(np.ma.filled(people[parent], -1)).reindex(frame["person"]).to_numpy()
    frame["born"] = frame.pop("day")
    return frame, registers(files)


def plain(values: np.ndarray) -> np.ndarray:
    """Write a column that may be masked with None for what is missing."""
    return np.where(np.ma.getmaskarray(values), None, np.ma.getdata(values).astype(object))


def sampled(frame: pd.DataFrame, records: int, seed: int) -> pd.DataFrame:
    """Draw whole households, so that families of one name stay together, until there are enough records."""
    households = np.random.default_rng(seed).permutation(frame["household"].unique())
    size = frame["household"].value_counts().reindex(households).cumsum()
    chosen = frame[frame["household"].isin(set(size.index[size <= max(records, int(size.iloc[0]))]))]
    return chosen.reset_index(drop=True).assign(unique_id=lambda rows: rows.index)


def default_settings() -> SettingsCreator:
    """Give Splink's model as its documentation introduces it."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.NameComparison("forename"),
            compare.NameComparison("surname"),
            compare.DateOfBirthComparison("born", input_is_string=True),
            compare.PostcodeComparison("postcode"),
        ],
        blocking_rules_to_generate_predictions=BLOCKING,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def train(linker: Linker, seed: int) -> None:
    """Train it without labels."""
    rules = [block_on("forename", "surname", "born"), block_on("forename", "surname", "postcode")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=seed)
    for rule in (block_on("born", "postcode"), block_on("forename", "surname"), block_on("surname", "postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)


def scored_pairs(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Train a plain model without labels and score every blocked pair."""
    api = DuckDBAPI(duckdb.connect(":memory:", config={"threads": 2}))
    names = ["unique_id", "forename", "surname", "born", "postcode"]
    linker = Linker(api.register(frame[names]), default_settings(), log_level=logging.ERROR)
    train(linker, seed)
    return linker.inference.predict(threshold_match_weight=-10).as_pandas_dataframe()


def at_precision(weight: np.ndarray, right: np.ndarray, true_pairs: int, precision: float) -> tuple[float, float, int]:
    """Give the greatest recall at a precision, with its threshold and the number of pairs above it."""
    order = np.argsort(-weight, kind="stable")
    weight, found = weight[order], np.cumsum(right[order])
    last = np.r_[weight[1:] != weight[:-1], True] if len(weight) else np.zeros(0, bool)
    claimed = np.arange(1, len(weight) + 1)
    good = np.flatnonzero(last & (found >= precision * claimed))
    if not len(good):
        return 0.0, float("inf"), 0
    return found[good[-1]] / true_pairs, float(weight[good[-1]]), int(claimed[good[-1]])


def exact(frame: pd.DataFrame) -> None:
    """Print what exact forename, surname and date of birth find."""
    agency, person = (pd.factorize(frame[name])[0] for name in ("agency", "person"))
    whole = frame["forename"].notna() & frame["surname"].notna() & frame["born"].notna()
    written = pd.factorize(
        frame["forename"].fillna("") + "|" + frame["surname"].fillna("") + "|" + frame["born"].fillna("")
    )[0]
    written = np.where(whole, written, -1 - np.arange(len(frame)))
    dated = frame["born"].notna().to_numpy()
    print(f"\nExact forename, surname and date of birth (rail {EXACT_RAIL[0]} to {EXACT_RAIL[1]}):")
    for what, kept in (("all true pairs", np.ones(len(frame), bool)), ("both with date of birth", dated)):
        all_pairs, alike = pairs_within(person[kept]), pairs_within(person[kept], written[kept])
        across, alike_across = (
            pairs_across(agency[kept], person[kept]),
            pairs_across(agency[kept], person[kept], written[kept]),
        )
        print(
            f"  {what:<26}{alike / all_pairs:.3f} of {all_pairs:,}; in two agencies {alike_across / across:.3f} of {across:,}"
        )


def splink_marks(frame: pd.DataFrame, name: str, seed: int) -> pd.DataFrame:
    """Print what Splink finds at the precision asked for, and give the scored pairs."""
    began = time.perf_counter()
    pairs = scored_pairs(frame, seed)
    took = time.perf_counter() - began
    person, agency = frame["person"].to_numpy(), pd.factorize(frame["agency"])[0]
    left, right = pairs["unique_id_l"].to_numpy(), pairs["unique_id_r"].to_numpy()
    weight, same = pairs["match_weight"].to_numpy(), person[left] == person[right]
    true_pairs = pairs_within(person)
    print(f"\nSplink, {name}: {len(frame):,} records, {len(pairs):,} pairs scored in {took:.1f} s")
    print(f"  true pairs that blocking brings together: {same.sum() / true_pairs:.3f} of {true_pairs:,}")
    for precision in (0.99, 0.995, PRECISION, 0.999):
        recall, threshold, claimed = at_precision(weight, same, true_pairs, precision)
        print(f"  precision {precision:.3f}: recall {recall:.3f} at weight {threshold:.1f} ({claimed:,} pairs)")
    two = agency[left] != agency[right]
    recall, here, _ = at_precision(weight[two], same[two], pairs_across(agency, person), PRECISION)
    print(f"  pairs in two agencies only, precision {PRECISION}: recall {recall:.3f} at weight {here:.1f}")
    return pairs


def levers(frame: pd.DataFrame, pairs: pd.DataFrame, seed: int) -> None:
    """Print recall as it would be if one difficulty were not there."""
    left, right = (frame.iloc[pairs[f"unique_id_{side}"]].reset_index(drop=True) for side in "lr")
    same, home = left["person"] == right["person"], left["household"] == right["household"]
    dated = left["born"].notna() & right["born"].notna()
    twins = ~same & home & dated & (left["born"] == right["born"])
    namesakes = ~same & home & ~dated
    print(f"\nRecall at precision {PRECISION} if one difficulty were not there:")
    for what, gone in (
        ("as it is", same & ~same),
        ("no twins (twin_share of the profile)", twins),
        ("nobody of like name at home (after_father)", namesakes),
        ("neither", twins | namesakes),
    ):
        kept = ~gone.to_numpy()
        weight, right_pairs = pairs["match_weight"].to_numpy()[kept], same.to_numpy()[kept]
        recall, _, _ = at_precision(weight, right_pairs, pairs_within(frame["person"].to_numpy()), PRECISION)
        print(f"  {what:<72}{recall:.3f}")
    usual = frame.groupby("person")["postcode"].agg(lambda codes: codes.mode().iloc[0] if codes.notna().any() else None)
    moved = frame.assign(postcode=frame["person"].map(usual))
    kept = {name: frame[frame[column] != name].reset_index(drop=True) for column, name in LEFT_OUT.items()}
    for what, changed in (
        ("every agency has the same address of a person (learns_of_moves)", moved),
        *((f"{name} left out", part.assign(unique_id=part.index)) for name, part in kept.items()),
    ):
        scored, person = scored_pairs(changed, seed), changed["person"].to_numpy()
        found = person[scored["unique_id_l"]] == person[scored["unique_id_r"]]
        recall, _, _ = at_precision(scored["match_weight"].to_numpy(), found, pairs_within(person), PRECISION)
        print(f"  {what:<72}{recall:.3f}")


def measured(borough: Path, records: int, seed: int) -> dict[str, float]:
    """Print everything about one borough, and give the figures of the page."""
    frame, tables = stacked(borough / "workspace", borough / "truth")
    print(f"{len(tables)} registers: {', '.join(name.partition('.')[2] for name in tables)}")
    frame = sampled(frame, records, seed)
    dated = frame[frame["born"].notna()].reset_index(drop=True).assign(unique_id=lambda rows: rows.index)
    print(
        f"{len(frame):,} records of {frame['person'].nunique():,} people; {frame['born'].isna().mean():.1%} without date of birth"
    )
    exact(frame)
    found = {}
    for name, part in (("every register", frame), ("records with date of birth", dated)):
        pairs = splink_marks(part, name, seed)
        levers(part, pairs, seed)
        found[name] = recall_of(part, pairs)
    return {
        "records": len(frame),
        "records without date of birth": float(frame["born"].isna().mean()),
        EXACT: exact_share(frame),
        SPLINK: found["every register"],
        "the same, records with date of birth only": found["records with date of birth"],
    }


def recall_of(frame: pd.DataFrame, pairs: pd.DataFrame) -> float:
    """Give the share of true pairs found at the precision of the rail."""
    person = frame["person"].to_numpy()
    same = person[pairs["unique_id_l"]] == person[pairs["unique_id_r"]]
    return at_precision(pairs["match_weight"].to_numpy(), same, pairs_within(person), PRECISION)[0]


def exact_share(frame: pd.DataFrame) -> float:
    """Give the share of true pairs that agree in forename, surname and date of birth."""
    whole = frame[frame[["forename", "surname", "born"]].notna().all(axis=1)]
    written = whole.groupby(["forename", "surname", "born"]).ngroup().to_numpy()
    return pairs_within(whole["person"].to_numpy(), written) / pairs_within(frame["person"].to_numpy())


def page(columns: dict[str, dict[str, float]], printed: str, on: str) -> str:
    """Write the figures of every borough as a Markdown page, and below it what was printed of each."""
    rails = {EXACT: EXACT_RAIL, SPLINK: SPLINK_RAIL}
    lines = [
        "# How hard the borough's identities are to link",
        "",
        f"Measured on {on}; written by `benchmarks/linkage_hardness.py`, which says what is compared; shares are of all true pairs of records.",
        "",
        "| figure | rail | " + " | ".join(columns) + " |",
        "|---|---|" + "--:|" * len(columns),
    ]
    for name in next(iter(columns.values())):
        low, high = rails.get(name, (None, None))
        cells = []
        for figures in columns.values():
            text = f"{figures[name]:,}" if name == "records" else f"{figures[name]:.3f}"
            cells.append(text if low is None or low <= figures[name] <= high else f"**{text}**")
        lines.append(f"| {name} | {'' if low is None else f'{low} to {high}'} | " + " | ".join(cells) + " |")
    lines += ["", "A figure in bold misses its rail.", ""]
    lines += [*REMARKS, "", "## What was printed", "", "```text", printed.strip(), "```", ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("boroughs", type=Path, nargs="+", help="folders that `csps synthetic make` made")
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1, help="of the sample, and of what Splink draws")
    parser.add_argument("--page", type=Path, help="write the page here as well")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    columns, printed = {}, io.StringIO()
    for borough in asked.boroughs:
        recipe = json.loads((borough / "truth" / "recipe.json").read_text(encoding="utf-8"))
        name = f"{recipe['residents']:,} residents, seed {recipe['seed']}"
        with contextlib.redirect_stdout(printed):
            print(f"\n=== {name} ===")
            columns[name] = measured(borough, asked.records, asked.seed)
        print(name, columns[name], flush=True)
    if asked.page:
        on = datetime.now(tz=UTC).date().isoformat()
        asked.page.write_text(page(columns, printed.getvalue(), on), encoding="utf-8")
    else:
        print(printed.getvalue())


if __name__ == "__main__":
    sys.exit(main())
