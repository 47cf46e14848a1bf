"""The weekly list: the families to be looked at first, as many as people can look at in a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from csps.domain.errors import UsageError
from csps.domain.progress import Progress, SilentProgress
from csps.settings.feed_words import Use
from csps.store.restrictions import families_left_out
from csps.worklist.changes import ENTRY_TABLE, change_of, last_list
from csps.worklist.help import HELP_TABLE, find_help

if TYPE_CHECKING:
    from datetime import date

    from csps.settings import Programme
    from csps.store import Connection, Edition

ORDERED_BY, BESIDE = "maltreatment", "eligibility"
_SCHEMA = {
    "as_of": "date",
    "family_id": "string",
    "place": "int64",
    "maltreatment_of_100": "int64",
    "maltreatment_band": "string",
    "eligibility_of_100": "int64",
    "eligibility_band": "string",
    "criteria_met": "int64",
    "children": "int64",
    "adults": "int64",
    "youngest_months": "int64",
    "change": "string",
    "weeks_listed": "int64",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """How long the list is.

    Args:
        families: on the list.
        new: of them, not on the last one.
        scored: families that had a score to be ordered by.
    """

    families: int
    new: int
    scored: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"{self.families} of {self.scored:,} scored families are on the list, {self.new} of them new."


def list_families(edition: Edition, *, programme: Programme, progress: Progress | None = None) -> Listed:
    """Put the weekly list together and write `worklist.entry`, and `worklist.help`: who helps its families already.

    Families are ordered by the place that the maltreatment model gave them, ties by pseudonym; eligibility and the
    criteria met stand beside it and change no place. The list is as long as the programme's capacity. A family of which a
    member objected, or whose data may not be processed, is left out before places are given, and the next one moves up.

    Args:
        edition: the week that is being made, with scores, families and criteria; earlier lists are in it too.
        programme: the council's choices.
        progress: who watches.

    Raises:
        UsageError: families were not scored for this week.
    """
    week = edition.week
    with edition.connect() as lake:
        scored = int(_scores(lake, week, ORDERED_BY).count().to_pyarrow().as_py())
        last = last_list(lake, week)
        rows = _rows(lake, week, programme.capacity.families_a_week)
    entries: list[dict[str, Any]] = []
    steps = (progress or SilentProgress()).track(rows, what="listing families", total=len(rows))
    for place, row in enumerate(steps, start=1):
        change, weeks = change_of(row["family_id"], row["maltreatment_band"], last, programme.bands)
        entries.append(row | {"as_of": week, "place": place, "change": change, "weeks_listed": weeks})
    edition.write(ENTRY_TABLE, ibis.memtable(entries, schema=_SCHEMA), part=week.isoformat())
    with edition.connect() as lake:
        listed = lake.table(ENTRY_TABLE, part=week.isoformat()).select("family_id")
        edition.write(
            HELP_TABLE,
            find_help(lake, listed, week, programme.refused_for(Use.SCORING)),
            part=week.isoformat(),
        )
    new = sum(entry["change"] in ("first", "new") for entry in entries)
    return Listed(len(entries), new, scored)


def _rows(lake: Connection, week: date, capacity: int) -> list[dict[str, Any]]:
    """Give the families of the list in order, with what stands beside the score."""
    scores = _scores(lake, week, ORDERED_BY).anti_join(families_left_out(lake, [week]), "family_id")
    families = lake.table("families.family", part=week.isoformat())
    families = families.select("family_id", "children", "adults", "youngest_months")
    first = scores.inner_join(families, "family_id").order_by("place", "family_id").limit(capacity)
    listed = first.left_join(_beside(lake, week), "family_id").drop("family_id_right")
    listed = listed.left_join(_criteria(lake, week), "family_id").drop("family_id_right")
    listed = listed.order_by("place", "family_id").mutate(criteria_met=ibis._.criteria_met.fill_null(0))
    return list(
        listed.rename(maltreatment_of_100="of_100", maltreatment_band="band").drop("place").to_pyarrow().to_pylist()
    )


def _scores(lake: Connection, week: date, model: str) -> ibis.Table:
    parts = {} if lake.manifest is None else lake.manifest.parts.get("scoring.score", {})
    if week.isoformat() not in parts:
        raise UsageError(f"No family was scored for {week}.", next_step=f"Run `csps scoring --as-of {week}` first.")
    scores = lake.table("scoring.score", part=week.isoformat())
    return scores.filter(scores.model == model).select("family_id", "place", "of_100", "band")


def _beside(lake: Connection, week: date) -> ibis.Table:
    """Give the other score; a family that meets the threshold already has none."""
    other = _scores(lake, week, BESIDE)
    return other.select("family_id", eligibility_of_100=other.of_100, eligibility_band=other.band)


def _criteria(lake: Connection, week: date) -> ibis.Table:
    met = lake.table_or_empty("outcomes.criterion_met")
    return met.filter(met.as_of == week).group_by("family_id").agg(criteria_met=ibis._.count())
