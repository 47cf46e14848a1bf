"""What the libraries alone need for a week: scan, Splink's predict, aggregation, the trees' predict, Shapley values.

    python benchmarks/kernels.py WORKSPACE

The workspace is one on which a week was run (`line.py` calls this after its ordinary week). Each kernel is what somebody
would write who wanted that one thing and nothing around it, on the same data, with the same number of threads:

- scan: DuckDB reads every column of every snapshot that feeds and linkage published;
- Splink: a default model, trained beforehand, predicts over the distinct persons that the vault's records describe;
- aggregation: DuckDB joins every feed's rows to persons and families and counts them by family, table and quarter, one
  query per feed;
- trees: LightGBM predicts for the week's families, for every model that was fitted;
- Shapley values: woodelf explains the same.

A workspace in which no model was fitted has no figures for the last two.
"""

from __future__ import annotations

import argparse
import logging
import time
from pathlib import Path

import duckdb
import pandas as pd
from splink import DuckDBAPI, Linker
from woodelf import WoodelfExplainer

from csps.domain.errors import UsageError
from csps.pipeline import candidate
from csps.vault import Vault, read_keys
from csps.workspace import open_workspace
from linkage_hardness import default_settings, train

THREADS = 2
LONGEST_AGO = 28  # quarters; what is older is counted with them
COUNT = """
    SELECT family_id, least((DATE '{week}' - known_on) // 91, {longest}) AS quarter, count(*) AS n, max(known_on) AS latest
    FROM read_parquet({files}) JOIN link USING (record_id) JOIN membership USING (person_id)
    WHERE known_on <= DATE '{week}' GROUP BY ALL
"""


class Kernels:
    """The data of a published week, outside csps.

    Args:
        folder: the workspace.
    """

    def __init__(self, folder: Path) -> None:
        self.site = open_workspace(folder, environ={}).site
        self.manifest = self.site.lake.current()
        self.duck = duckdb.connect(config={"threads": THREADS})

    def files(self, table: str, part: str | None = None) -> list[str]:
        """Give the files of a table, or of one part of it."""
        parts = self.manifest.parts.get(table, {})
        return [str(one.file(self.site.lake.path)) for one in parts.values() if part in (None, one.part)]

    def tables(self, *stages: str) -> list[str]:
        """List the tables of some stages."""
        return [table for table in self.manifest.parts if table.partition(".")[0] in stages]

    def scan(self) -> None:
        """Read every column of every row."""
        for table in self.tables("feeds", "linkage"):
            self.duck.execute("SELECT max(COLUMNS(*)) FROM read_parquet(?)", [self.files(table)]).fetchall()

    def aggregation(self) -> None:
        """Count every feed's rows by family and quarter."""
        week = self.manifest.week.isoformat()
        link, member = self.files("linkage.record_link"), self.files("families.membership", week)
        self.duck.execute("CREATE OR REPLACE TABLE link AS SELECT record_id, person_id FROM read_parquet(?)", [link])
        self.duck.execute(
            "CREATE OR REPLACE TABLE membership AS SELECT family_id, person_id FROM read_parquet(?)", [member]
        )
        for table in self.tables("feeds"):
            columns = self.duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [self.files(table)]).fetchall()
            if {"record_id", "known_on"} <= {name for name, *_ in columns}:
                query = COUNT.format(week=week, longest=LONGEST_AGO, files=self.files(table))
                self.duck.execute(f"CREATE OR REPLACE TABLE counted AS {query}")

    def persons(self) -> pd.DataFrame:
        """Give the distinct descriptions of persons in the vault, as Splink's documentation would have them."""
        generation = int(self.manifest.versions["vault"])
        with Vault.open(self.site.vault, keys=read_keys(self.site.deployment.keys), generation=generation) as vault:
            everything = vault.identities()  # noqa: F841 - DuckDB reads it by its name
            found = self.duck.execute(
                "SELECT DISTINCT lower(forename) AS forename, lower(surname) AS surname, born_on::VARCHAR AS born, postcode "
                "FROM everything WHERE forename IS NOT NULL AND surname IS NOT NULL ORDER BY ALL"
            ).to_arrow_table()
        return found.to_pandas().assign(unique_id=lambda rows: rows.index)

    def linker(self) -> Linker:
        """Give a default model, trained."""
        api = DuckDBAPI(duckdb.connect(":memory:", config={"threads": THREADS}))
        linker = Linker(api.register(self.persons()), default_settings(), log_level=logging.ERROR)
        train(linker, seed=1)
        return linker

    def matrices(self) -> list[tuple[object, pd.DataFrame]]:
        """Give every fitted model's trees, and the week's families as they want them."""
        week, found = self.manifest.week.isoformat(), []
        for spec in self.site.specs.values():
            try:
                model = candidate.take_up(self.site, spec).model
            except UsageError:
                continue
            known = pd.read_parquet(self.files("features.family_week", week)[0])
            matrix = pd.DataFrame(model.matrix(known), columns=list(model.feature_names_in_))
            found.append((model.booster, matrix))
        return found


def kernels(folder: Path) -> dict[str, tuple[float, float]]:
    """Give seconds of wall and of processor time of each kernel."""
    data = Kernels(folder)
    linker, matrices = data.linker(), data.matrices()

    def predict() -> None:
        for booster, matrix in matrices:
            booster.predict(matrix.to_numpy(), num_threads=THREADS)

    def explain() -> None:
        for booster, matrix in matrices:
            WoodelfExplainer(booster, feature_perturbation="tree_path_dependent").shap_values(matrix, verbose=False)

    return {
        "scan": timed(data.scan),
        "Splink's predict": timed(lambda: linker.inference.predict(threshold_match_weight=-10)),
        "aggregation": timed(data.aggregation),
        "trees' predict": timed(predict),
        "Shapley values": timed(explain),
    }


def timed(work) -> tuple[float, float]:
    """Do something once; give its seconds of wall and of processor time."""
    wall, processor = time.monotonic(), time.process_time()
    work()
    return time.monotonic() - wall, time.process_time() - processor


def main() -> None:
    """Print the seconds of each kernel."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("workspace", type=Path)
    for name, (wall, processor) in kernels(asked.parse_args().workspace).items():
        print(f"{name}: {wall:.1f} s, {processor:.1f} s of processor time")


if __name__ == "__main__":
    main()
