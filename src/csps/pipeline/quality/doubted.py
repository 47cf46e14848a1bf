"""How many members of the families of a week nothing confirms any more, by what speaks against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.code_lists.stages import FAMILY_DOUBT
from csps.pipeline.quality.figures import Doubted
from csps.worklist.doubts import DOUBT_TABLE

if TYPE_CHECKING:
    from datetime import date

    from csps.store import Connection

MEMBERSHIP = "families.membership"


def doubted_in(lake: Connection, week: date) -> tuple[Doubted, ...] | None:
    """Count the doubts of a week by what they say, in the order of `FAMILY_DOUBT`; None where nobody looked for any.

    Args:
        lake: a published week.
        week: the Monday of whose families it is asked.
    """
    part = week.isoformat()
    if lake.manifest is None or part not in lake.manifest.parts.get(DOUBT_TABLE, {}):
        return None
    member = lake.table(MEMBERSHIP, part=part).select("family_id", "person_id", "role")
    rows = lake.table(DOUBT_TABLE, part=part).inner_join(member, ("family_id", "person_id"))
    counted = rows.group_by("doubt").agg(
        children=(rows.role == "child").sum(), carers=(rows.role == "carer").sum(), families=rows.family_id.nunique()
    )
    found = {row["doubt"]: row for row in counted.to_pyarrow().to_pylist()}
    return tuple(Doubted(**found[doubt]) for doubt in FAMILY_DOUBT.values if doubt in found)
