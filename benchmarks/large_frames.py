"""`link_records` and `form_families` on large frames made of a synthetic borough, whose truth is known.

    python benchmarks/large_frames.py BOROUGH --records 500000 --people 50000

BOROUGH is what `csps synthetic make` left, taken in by `csps weekly`. A frame of records holds the latest row of every
record of some people, as agencies wrote it; the truth is who each row is about. A frame of people holds where some of
them truly lived and whose guardians they are; the truth is who lived with which child.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from csps.families import form_families
from csps.linkage import link_records
from csps.linkage.registers import registers
from csps.pipeline.identities import keys_of
from csps.vault import Vault
from csps.workspace import open_workspace

END = date(2026, 11, 16)
SAYS = {
    "source": "source", "forename": "first_name", "surname": "surname", "full_name": "full_name", "born": "date_of_birth",
    "sex": "sex", "address_line": "address_line", "postcode": "postcode", "uprn": "uprn", "upn": "identifier",
    "nhs_number": "identifier", "ni_number": "identifier",
}  # fmt: skip
TRUE_LINES = """
    SELECT delivery, line, min(person) AS person FROM read_parquet(?) WHERE person >= 0
    GROUP BY ALL HAVING count(DISTINCT person) = 1
"""
RECORDS = """
    SELECT record_id, table_name AS source, forename, surname, full_name, strftime(born_on, '%Y-%m-%d') AS born, sex,
           address_line, postcode, uprn, upn, nhs_number, ni_number, person
    FROM (FROM told WHERE table_name IN (SELECT unnest(?))
          QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY known_on DESC, delivery DESC, line DESC) = 1)
    JOIN true_line USING (delivery, line) WHERE coalesce(forename, surname, full_name) IS NOT NULL
"""
LIVED = """
    SELECT 'p' || person AS person_id, strftime(born_on, '%Y-%m-%d') AS date_of_birth, surname, 'd' || dwelling AS place,
           strftime(died_on, '%Y-%m-%d') AS date_of_death, greatest(lived."from", home."from") AS begins,
           nullif(least(coalesce(lived."to", DATE '9999-01-01'), coalesce(home."to", DATE '9999-01-01')), DATE '9999-01-01') AS ends,
           family, role
    FROM lived JOIN home USING (family) JOIN person USING (person) WHERE ends IS NULL OR begins <= ends
"""
GUARDED = """
    SELECT DISTINCT 'p' || guardian AS person, 'p' || child AS other_person, 'parent' AS kind
    FROM guardian WHERE guardian IN (SELECT person FROM lived) AND child IN (SELECT person FROM lived)
"""


def told(borough):
    """Give every identity that the borough's vault holds."""
    site = open_workspace(borough / "workspace").site
    generation = int(site.lake.current().versions["vault"])
    with Vault.open(site.vault, keys=keys_of(site), generation=generation) as vault:
        return vault.identities()


def measured(what):
    """Do something and give what came of it, with processor seconds and the most memory, as words."""
    Path("/proc/self/clear_refs").write_text("5")  # Linux: begin a new peak
    began, spent = time.monotonic(), _spent()
    found = what()
    status = Path("/proc/self/status").read_text()
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) * 1024 / 1e9
    return found, f"{time.monotonic() - began:.0f} s, {_spent() - spent:.0f} of processor time, {peak:.1f} GB"


def _spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def link(borough, records):
    """Link so many records and print precision and recall of pairs."""
    lake = duckdb.connect()
    lake.register("told", told(borough))
    lake.execute(f"CREATE TABLE true_line AS {TRUE_LINES}", [str(borough / "truth" / "lines" / "*.parquet")])
    lake.execute(f"CREATE TABLE frame AS {RECORDS}", [list(registers())])
    (every,) = lake.execute("SELECT count(*) FROM frame").fetchone()
    frame = lake.execute("FROM frame WHERE hash(person) % 100000 < ?", [100_000 * records // every]).df()
    frame = frame.astype({name: object for name in frame.columns if name != "person"})
    linked, cost = measured(lambda: link_records(frame.drop(columns="person"), SAYS))
    found = pd.DataFrame({"found": linked["person_id"].to_numpy(), "true": frame["person"].to_numpy()})
    both, made, true = (_pairs(found[names]) for names in (["found", "true"], ["found"], ["true"]))
    print(f"link_records: {len(frame):,} records, {cost}; precision {both / made:.4f}, recall {both / true:.4f}")


def _pairs(columns):
    size = columns.value_counts()
    return int((size * (size - 1) // 2).sum())


def form(borough, people):
    """Form families of so many people and print precision and recall of a child and an adult who looks after it."""
    lake = duckdb.connect()
    for name in ("membership", "home", "person", "guardian"):
        lake.execute(f"CREATE VIEW {name} AS FROM read_parquet('{borough / 'truth' / f'{name}.parquet'}')")
    chosen = "SELECT DISTINCT person FROM membership ORDER BY hash(person) LIMIT ?"
    lake.execute(f"CREATE TABLE lived AS FROM membership SEMI JOIN ({chosen}) USING (person)", [people])
    frame, ties = lake.execute(LIVED).df(), lake.execute(GUARDED).df()
    said = frame.rename(columns={"begins": "from", "ends": "to"}).drop(columns=["family", "role"])
    found, cost = measured(lambda: form_families(said, ties, as_of=END))
    day = pd.Timestamp(END)
    there = frame[(frame["begins"] <= day) & (frame["ends"].isna() | (frame["ends"] >= day))]
    now = found[(found["from"].isna() | (found["from"] <= day)) & (found["to"].isna() | (found["to"] >= day))]
    true = _together(there, "family", ("carer", "partner"))
    made = _together(now, "family_id", ("carer",))
    right = len(true & made)
    print(f"form_families: {people:,} people, {len(frame):,} stays, {len(ties):,} ties, {cost};"
          f" precision {right / len(made):.4f}, recall {right / len(true):.4f}")  # fmt: skip


def _together(rows, family, adults):
    children, grown = rows[rows["role"] == "child"], rows[rows["role"].isin(adults)]
    pairs = children.merge(grown, on=family)[["person_id_x", "person_id_y"]]
    return set(pairs.itertuples(index=False, name=None))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("borough", type=Path)
    parser.add_argument("--records", type=int, default=500_000)
    parser.add_argument("--people", type=int, default=50_000)
    given = parser.parse_args()
    link(given.borough, given.records)
    form(given.borough, given.people)
