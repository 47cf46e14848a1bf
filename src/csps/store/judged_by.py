"""By which rules of the programme families were judged: named as every output names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from csps.store.engines import Connection

CRITERIA = "outcomes.criterion"


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """A rule set by name.

    Args:
        rule_set: as programme.toml names it.
        version: its version, with the local thresholds that a council set otherwise.
        to_confirm_of_100: share of its lines whose words are still to be confirmed.
        lines: how many it has.
    """

    rule_set: str
    version: str
    to_confirm_of_100: int
    lines: int

    @property
    def edition(self) -> str:
        """The rules without the share: two that are called so are the same rules.

        >>> JudgedBy("local", "2022.1", 76, 34).edition
        'local, version 2022.1'
        """
        return f"{self.rule_set}, version {self.version}"

    def __str__(self) -> str:
        """Name it as every output does.

        >>> str(JudgedBy("TFP2015", "2015.1", 19, 31))
        'TFP2015, version 2015.1, 19 % of its 31 lines still to be confirmed'
        """
        return f"{self.edition}, {self.to_confirm_of_100} % of its {self.lines} lines still to be confirmed"


def judged_by(lake: Connection, day: date) -> JudgedBy | None:
    """Give the rules by which families were judged on a date; None where they were not.

    Args:
        lake: an edition or a published week.
        day: the as-of date.
    """
    part = day.isoformat()
    if lake.manifest is None or part not in lake.manifest.parts.get(CRITERIA, {}):
        return None
    lines = lake.table(CRITERIA, part=part).to_pyarrow().to_pylist()
    if not lines:
        return None
    first = lines[0]
    return JudgedBy(first["rule_set"], first["rule_set_version"], first["to_confirm_of_100"], len(lines))
