"""A published table as somebody may read it: sealed families are left out, unless information governance asks."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pandas as pd

from csps.access import Action
from csps.access.states import FamilyState
from csps.domain.errors import UsageError
from csps.families import memberships
from csps.journal import Draft, Kind
from csps.pipeline.naming import whole_name
from csps.store.seals import Seals

if TYPE_CHECKING:
    from datetime import date

    from csps.pipeline import SignedIn, Site

LEFT_OUT = "rows_left_out_as_sealed"
READ_ALL = "A table was read with the rows that seals keep from others."


def read_table(site: Site, name: str, week: date | None, part: str | None, reader: SignedIn | None) -> pd.DataFrame:
    """Give a published table without what is about sealed families, or with it to whoever may see them.

    Whoever reads such rows is told to the journal, with how many they were.

    Args:
        site: the workspace.
        name: "stage.table".
        week: a published week; None for the latest.
        part: one part of it; None for all.
        reader: who asks, if somebody is named.

    Returns:
        `attrs` says under `LEFT_OUT` how many rows are missing, and never which.

    Raises:
        ContractError: no such table.
        UsageError: nothing of it is published.
    """
    with ExitStack() as opened:
        now = opened.enter_context(site.lake.connect())
        then = now
        if week is not None and now.manifest is not None and week != now.manifest.week:
            then = opened.enter_context(site.lake.connect(manifest=site.lake.manifest(week)))
        rows = then.table(name, part=part)
        seals = Seals(now, then)
        if reader is None or not reader.roles_for(Action.SEE_FAMILY, FamilyState.SEALED):
            open_to_all = seals.without(name, rows)
            return _frame(open_to_all, _lost(rows, open_to_all))
        sealed = _lost(rows, seals.untouched(name, rows))
        if sealed:
            told = Draft(reader.actor.fingerprint, Kind.SEALED_ROWS_READ, f"table:{name}", READ_ALL, {"rows": sealed})
            site.journal.append(told, reader.key)
        return _frame(rows, 0)


def read_memberships(site: Site, family: str | None) -> pd.DataFrame:
    """Give who was in which family from when to when, without families on days for which they are sealed.

    A family that is sealed in the published week is answered for as one that is not there: to be refused as sealed would
    tell so to whoever has a pseudonym. Whoever may see it reads `families.membership` by `read_table`.

    Args:
        site: the workspace.
        family: pseudonym of one family, or its first digits as the list prints them; None for all.

    Raises:
        UsageError: nothing is published.
    """
    with site.lake.connect() as lake:
        if lake.manifest is None:
            raise UsageError("Nothing is published yet.", next_step="Run `csps weekly` first.")
        seals = Seals(lake, lake)
        wanted = None if family is None else whole_name(lake, family, lake.manifest.week, seals=seals)
        return _frame(memberships(lake, family_id=wanted, seals=seals))


# Rows are a table of Ibis, to which this floor has no door.
def _frame(rows: Any, left_out: int | None = None) -> pd.DataFrame:
    frame = rows.to_pyarrow().to_pandas(types_mapper=pd.ArrowDtype)
    if left_out is not None:
        frame.attrs[LEFT_OUT] = left_out
    return frame


def _lost(rows: Any, kept: Any) -> int:
    """Count the rows that are not kept."""
    return 0 if kept is rows else _count(rows) - _count(kept)


def _count(rows: Any) -> int:
    return int(rows.count().to_pyarrow().as_py())
