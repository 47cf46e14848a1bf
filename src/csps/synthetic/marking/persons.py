"""Which true person is each record about, and so each person whom linkage made of records?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Identity
from csps.synthetic.marking.accounting import lend_true_lines

if TYPE_CHECKING:
    from csps.store import Lake, Manifest
    from csps.synthetic.marking.folders import Folder

LINKS = "linkage.record_link"

TRUE_OF_DATED = """
    SELECT DISTINCT rows.record_id, true_lines.person, month_of_birth IS NOT NULL AS dated, ? AS tenure
    FROM read_parquet(?) AS rows JOIN true_lines ON rows.delivery = true_lines.delivery
         AND rows.line = true_lines.line AND true_lines.role = ?
"""
TRUE_OF_UNDATED = TRUE_OF_DATED.replace("month_of_birth IS NOT NULL", "false")
NO_RECORD = "SELECT '' AS record_id, 0 AS person, false AS dated, 0 AS tenure WHERE false"
GROWN = "SELECT * FROM true_record UNION ALL SELECT * FROM part"
WHOLE = """
    SELECT record_id, min(person) AS person, bool_or(dated) AS dated, max(tenure) AS tenure
    FROM true_record GROUP BY record_id ORDER BY record_id
"""
MOST_RECORDS = """
    WITH link AS (SELECT DISTINCT record_id, person_id FROM read_parquet(?) WHERE person_id IS NOT NULL),
         counted AS (SELECT person_id, person, count(*) AS records FROM link JOIN true_record USING (record_id) GROUP BY ALL)
    SELECT person_id, person FROM counted
    QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY records DESC, person) = 1 ORDER BY person_id
"""
TENURES = ("owner or private tenant", "tenant with housing benefit", "social tenant")
"""What registers say of somebody's tenure, from the least told to the most; the truth itself does not hold it."""
TOLD = {"feeds.housing_benefit_member": 1, "feeds.housing_tenancy_member": 2}


def lend_true_records(workspace: Folder, truth: Folder, lake: Lake, manifest: Manifest) -> None:
    """Make the true person of every record the table `true_record` of the workspace: record_id, person, dated, tenure.

    A record is dated if one of its rows holds a month of birth; `tenure` is the place in `TENURES` that its table tells of.

    Args:
        workspace: what csps made.
        truth: what is so.
        lake: whose snapshots are checked as they are read.
        manifest: it holds the feeds' tables.
    """
    workspace.lend("true_record", workspace.arrow(NO_RECORD))
    for table in manifest.parts:
        declared = delivered_tables().get(table)
        if declared is None or declared.person is None or not table.startswith("feeds."):
            continue
        lend_true_lines(workspace, truth, table)
        dated = any(column.identity is Identity.BIRTH_DATE for column in declared.columns)
        question = TRUE_OF_DATED if dated else TRUE_OF_UNDATED
        workspace.lend(
            "part", workspace.arrow(question, [TOLD.get(table, 0), verified(lake, manifest, table), declared.person])
        )
        workspace.lend("true_record", workspace.arrow(GROWN))
    workspace.lend("true_record", workspace.arrow(WHOLE))


def lend_true_persons(workspace: Folder, lake: Lake, manifest: Manifest) -> None:
    """Make the true person of most of a linked person's records the table `true_person`: person_id, person.

    Args:
        workspace: it has `true_record`.
        lake: whose snapshots are checked as they are read.
        manifest: it holds `linkage.record_link`.
    """
    workspace.lend("true_person", workspace.arrow(MOST_RECORDS, [verified(lake, manifest, LINKS)]))


def verified(lake: Lake, manifest: Manifest, table: str, part: str | None = None) -> list[str]:
    """Give the files of a table, or of one part of it, each compared with its name."""
    snapshots = manifest.parts[table]
    chosen = snapshots.values() if part is None else [snapshots[part]]
    return [str(lake.verified_file(snapshot).resolve()) for snapshot in chosen]
