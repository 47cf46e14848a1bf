"""Which tables a line reads: asked of the rule itself, on tables without rows, so that it cannot be told wrongly."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING, cast

import ibis

from csps.contracts.lake import lake_tables
from csps.outcomes.evidence import Evidence
from csps.store.engines import ibis_schema
from csps.store.known import REPLACED_ON
from csps.store.people import People

if TYPE_CHECKING:
    from csps.outcomes.line import Line
    from csps.settings.thresholds import Thresholds
    from csps.store import Connection

ANY_DAY = date(2020, 1, 6)  # no rule reads another table on another day
_MEMBER = {"as_of": "date", "family_id": "string", "person_id": "string", "role": "string", "age_months": "int64"}


class _WithoutRows(Evidence):
    """Evidence that is asked and never computed: every table is its contract alone."""

    def __init__(self, thresholds: Thresholds | None) -> None:
        people = People(
            (ANY_DAY,),
            ibis.table({"as_of": "date", "family_id": "string"}, name="families"),
            ibis.table({**_MEMBER, "started_on": "date"}, name="members"),
            ibis.table({**_MEMBER, "record_id": "string"}, name="records"),
        )
        super().__init__(cast("Connection", None), people, ANY_DAY, thresholds=thresholds)

    def _read(self, table: str, *_: object, **__: object) -> ibis.Table:
        schema = {**ibis_schema(lake_tables()[table]), REPLACED_ON: "date"}
        return ibis.table(schema, name=table.replace(".", "_"))

    def hold(self, rows: ibis.Table) -> ibis.Table:
        return rows


@functools.cache
def tables_of(line: Line) -> tuple[str, ...]:
    """Name the tables that a line reads, in alphabetical order; none where only a nomination can say it.

    >>> from csps.outcomes.rule_sets import SF2022
    >>> tables_of(SF2022.lines[3])
    ('feeds.school_sen', 'feeds.ssd_early_help_episodes')
    """
    asked = _WithoutRows(None)
    if line.find is not None:
        line.find(asked)
    return tuple(sorted(asked.asked))
