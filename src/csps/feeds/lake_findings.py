"""Rules about rows beside one another, asked once everything that came is in the lake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.held_rows import HeldRows
from csps.feeds.ledger import FINDING, finding_rows
from csps.feeds.rules.catalogue import LAKE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import ibis

    from csps.feeds.ledger import Ledger
    from csps.feeds.rules.rule import LakeRule
    from csps.store import Connection, Edition, Snapshot

FINDING_KEY = ("delivery", "table_name", "line", "column_name", "rule")


def note_lake_findings(
    edition: Edition, written: Sequence[Snapshot], ledger: Ledger, rules: Iterable[LakeRule] = LAKE_RULES
) -> None:
    """Note the rows that break a rule beside others and of which it was not said before.

    A rule is asked where any of its tables got a row, and only about rows that are tied to a new one: a date of death
    that comes today can make a referral of last year implausible, and nothing else. A rule with a table of which the
    council never had a row is not asked.

    Args:
        edition: with everything that was taken in.
        written: what was taken in.
        ledger: where findings are noted.
        rules: what is asked.
    """
    with edition.connect() as lake:
        held = HeldRows(lake, written, rules)
        for rule in held.rules:
            ledger.note_rows(_new_findings(rule, held, lake, edition).to_pyarrow())


def _new_findings(rule: LakeRule, held: HeldRows, lake: Connection, edition: Edition) -> ibis.Table:
    rows = rule.broken(held.for_rule(rule).__getitem__)
    found = rows.select(**finding_rows((rows["delivery"], rows["line"]), rule.tables[0], rule.column, rule)).distinct()
    if edition.base is None or not edition.base.rows(FINDING):
        return found
    said = lake.table(FINDING)
    return found.anti_join(said.filter(said["rule"] == rule.name), FINDING_KEY)
