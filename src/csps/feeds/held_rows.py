"""The rows that the rules of the lake look at: those in force, of which only what is tied to something new is gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables
from csps.store.known import KNOWN_ON, WITHDRAWN_ON, key_of, with_withdrawals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csps.feeds.rules.rule import LakeRule
    from csps.store import Connection, Snapshot

    Ties = Mapping[str, tuple[str, ...]]  # by table, the columns that hold one kind of reference

REFERENCE = "_reference"
ROUNDS = 2
"""How far ties are followed: from a child to its mother, and from her to her other children."""


class HeldRows:
    """What the lake holds, as seen from what came in this run.

    Args:
        lake: with everything that was taken in.
        written: what was taken in.
        rules: those that may be asked; those that no new row touches, or that need a feed which never came, are left out.
    """

    def __init__(self, lake: Connection, written: Sequence[Snapshot], rules: Iterable[LakeRule]) -> None:
        self._lake = lake
        self._written = [snapshot for snapshot in written if snapshot.rows]
        new = {snapshot.table for snapshot in self._written}
        self.rules = [rule for rule in rules if new.intersection(rule.tables) and self._has(rule.tables)]
        self._kinds = kinds_of(self.rules)
        self._touched: dict[int, ibis.Table | None] = {}
        self._tables: dict[tuple[str, int], ibis.Table] = {}

    def for_rule(self, rule: LakeRule) -> Mapping[str, ibis.Table]:
        """Give the rows of each table that a rule looks at."""
        kind = next(place for place, ties in enumerate(self._kinds) if _share(ties, rule.ties))
        return {
            table: self._new(table) if table in rule.new_only else self._in_force(table, kind) for table in rule.tables
        }

    def _has(self, tables: Sequence[str]) -> bool:
        """Say whether the council has the feeds of all these tables: rules are not broken by what nobody ever sends."""
        manifest = self._lake.manifest
        return manifest is not None and all(manifest.rows(table) for table in tables)

    def _new(self, table: str) -> ibis.Table:
        """Give what came of a table in this run."""
        parts = [self._lake.table(table, part=one.part) for one in self._written if one.table == table]
        if not parts:
            return self._lake.table(table).limit(0)
        return ibis.union(*parts)

    def _in_force(self, table: str, kind: int) -> ibis.Table:
        """Give the last version of each row of a table that is tied to something new."""
        if (table, kind) not in self._tables:
            rows, touched = self._standing(table), self._touched_by(kind)
            key = key_of(lake_tables()[table])
            if touched is not None:
                tied = _tied(rows, self._kinds[kind][table], touched)
                rows = rows.semi_join(tied.select(*key).distinct(), key)
            latest_first = ibis.window(group_by=key, order_by=ibis.desc(KNOWN_ON))
            rows = rows.mutate(_version=ibis.row_number().over(latest_first))
            self._tables[table, kind] = self._kept(rows.filter(rows["_version"] == 0).drop("_version"))
        return self._tables[table, kind]

    def _standing(self, table: str) -> ibis.Table:
        """Give every version of the rows of a table that no published week took back."""
        rows = with_withdrawals(self._lake, table)
        return rows.filter(rows[WITHDRAWN_ON].isnull()).drop(WITHDRAWN_ON)

    def _touched_by(self, kind: int) -> ibis.Table | None:
        """Give the references of one kind that new rows hold, and those tied to them; None where all rows are new."""
        if kind not in self._touched:
            ties = self._kinds[kind]
            self._touched[kind] = None if self._came_as_a_whole(ties) else self._kept(self._references(ties))
        return self._touched[kind]

    def _references(self, ties: Ties) -> ibis.Table:
        new = {snapshot.table for snapshot in self._written}
        touched = _distinct(
            [
                self._new(table).select(**{REFERENCE: column})
                for table, names in ties.items()
                if table in new
                for column in names
            ]
        )
        several = {table: names for table, names in ties.items() if len(names) > 1}
        for _ in range(ROUNDS if several else 0):
            more = [
                _tied(self._lake.table(table), names, touched).select(**{REFERENCE: column})
                for table, names in several.items()
                for column in names
            ]
            touched = _distinct([touched, *more])
        return touched.filter(touched[REFERENCE].notnull())

    def _came_as_a_whole(self, ties: Ties) -> bool:
        """Say whether all rows of some tables came in this run, as on the first."""
        manifest = self._lake.manifest
        came = {table: sum(one.rows for one in self._written if one.table == table) for table in ties}
        return manifest is not None and all(manifest.rows(table) == count for table, count in came.items())

    def _kept(self, rows: ibis.Table) -> ibis.Table:
        """Compute rows once for all rules that look at them."""
        name = f"held_{len(self._tables)}_{len(self._touched)}"
        return self._lake.backend.create_table(name, rows, temp=True, overwrite=False)


def kinds_of(rules: Iterable[LakeRule]) -> list[Ties]:
    """Put the ties of rules together that hold the same kind of reference, so that each table is gone through once."""
    kinds: list[dict[str, tuple[str, ...]]] = []
    for rule in rules:
        joined = dict(rule.ties)
        for other in [kind for kind in kinds if _share(kind, joined)]:
            kinds.remove(other)
            joined = {
                table: tuple(dict.fromkeys((*other.get(table, ()), *joined.get(table, ()))))
                for table in (*other, *joined)
            }
        kinds.append(joined)
    return list(kinds)


def _share(one: Ties, other: Ties) -> bool:
    return any(set(names) & set(other.get(table, ())) for table, names in one.items())


def _tied(rows: ibis.Table, names: Sequence[str], touched: ibis.Table) -> ibis.Table:
    return rows.filter(ibis.or_(*(rows[name].isin(touched[REFERENCE]) for name in names)))


def _distinct(references: Sequence[ibis.Table]) -> ibis.Table:
    return ibis.union(*references).distinct()
