"""A published week in which two doubtful links lie: a few rows of every table that a judgement may touch."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from csps.contracts.lake import lake_tables
from csps.contracts.model import Type
from csps.pipeline.identities import keys_of
from csps.store import Edition
from csps.store.shapes import arrow_schema
from csps.vault import Vault
from csps.vault.identities import IDENTITIES

WEEK = date(2026, 11, 16)
ANN, EVA, KIT, LOU = (letter * 32 for letter in "aebc")  # persons
FAMILY, OTHERS = "f" * 32, "d" * 32


def record(person: str, number: int) -> str:
    """Name a record of a person."""
    return person[:-1] + str(number)


def publish_week(site, more=None) -> None:
    """Publish a week: Eva is held together by a weak tie, and Kit and Lou may be one; Eva's family is in the cohort.

    Args:
        site: the workspace.
        more: rows of further tables, by table.
    """
    edition = Edition(site.lake, WEEK)
    with Vault.open(site.vault, keys=keys_of(site), generation=0) as vault:
        vault.begin()
        vault.add_identities(_identities())
        vault.commit()
        edition.rest_on("vault", vault.generation)
    for name, rows in {**_rows(), **(more or {})}.items():
        table = lake_tables()[name] if name in lake_tables() else site.lake.contract(name)
        filled = [_filled(table, row) for row in rows]
        edition.write(name, pa.Table.from_pylist(filled, arrow_schema(table)), part=WEEK.isoformat())
    edition.publish()


def _identities():
    """Give what the vault holds of Eva's two records."""
    rows = [
        {"table_name": "feeds.ssd_person", "record_id": record(EVA, number), "row_key": str(number), "delivery": "d.csv", "line": number,
         "known_on": WEEK, "forename": forename, "surname": "Oak"}
        for number, forename in ((1, "Eva"), (2, "Ivy"))
    ]  # fmt: skip
    columns = {name: [row.get(name) for row in rows] for name in IDENTITIES.names}
    return pa.table(columns, schema=IDENTITIES)


def _rows():
    links = [(ANN, 1), (EVA, 1), (EVA, 2), (KIT, 1), (LOU, 1)]
    member = [(FAMILY, ANN, "carer"), (FAMILY, EVA, "child"), (OTHERS, KIT, "child")]
    return {
        "linkage.record_link": [{"record_id": record(one, number), "person_id": one} for one, number in links],
        "linkage.possible_link": [{"person_id": KIT, "other_person_id": LOU, "match_weight": 4.5}],
        "linkage.evidence": [
            {
                "record_id": record(EVA, 1),
                "other_record_id": record(EVA, 2),
                "person_id": EVA,
                "tie": "likeness",
                "match_weight": 7.0,
            }
        ],
        "families.membership": [
            {"family_id": family, "person_id": one, "role": role, "evidence": "tenancy"} for family, one, role in member
        ],
        "families.family": [
            {"family_id": FAMILY, "members": 2, "children": 1, "adults": 1, "in_cohort": True},
            {"family_id": OTHERS, "members": 1, "children": 1, "adults": 0, "in_cohort": False},
        ],
        "scoring.score": [{"family_id": FAMILY}, {"family_id": OTHERS}],
        "explain.reason": [{"family_id": FAMILY, "place": place} for place in (1, 2)],
    }


def _filled(table, values):
    """Give a row with every column that its contract requires."""
    dull = {Type.TEXT: "x", Type.DATE: WEEK, Type.INTEGER: 1, Type.FLAG: False, Type.REAL: 0.5}
    missing = [column for column in table.columns if column.required and column.name not in values]
    return {each.name: each.codes.values[0] if each.codes else dull[each.type] for each in missing} | values
