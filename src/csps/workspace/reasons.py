"""From a family's scores to the rows behind them: each reason with its feature and what that was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.features import explain_feature
from csps.pipeline.naming import name_to_explain

if TYPE_CHECKING:
    from datetime import date

    from csps.features import Explanation
    from csps.pipeline import Site
    from csps.store import Connection

REASONS = "explain.reason"


@dataclass(frozen=True, kw_only=True)
class ReasonBehind:
    """A reason for a score, with what is behind it.

    Args:
        model: whose score.
        raises: whether it raises the score.
        sentence: as the list has it.
        command: that shows every row in full.
        behind: what the feature was counted from.
    """

    model: str
    raises: bool
    sentence: str
    command: str
    behind: Explanation


def why_scored(site: Site, family: str, as_of: date | None = None) -> tuple[ReasonBehind, ...]:
    """Say why a family has its scores: every reason of the week, with the rows that it was counted from.

    Args:
        site: the workspace.
        family: pseudonym of the family, or the digits that the list prints of it.
        as_of: a Monday for which reasons were given; None for the published week.

    Returns:
        by model, each one's reasons in the order of the list.

    Raises:
        AccessError: the family is sealed.
        UsageError: nothing is published, or no model gave reasons for such a family on that day.
        IntegrityError: a stored value is not what its rows say.
    """
    with site.lake.connect() as lake:
        if lake.manifest is None:
            raise UsageError("Nothing is published yet.", next_step="Run `csps weekly` first.")
        day = as_of or lake.manifest.week
        name = name_to_explain(lake, family, day)
        rows = [row for model in sorted(site.specs, reverse=True) for row in _reasons(lake, model, name, day)]
        if not rows:
            raise UsageError(
                f"No reasons were given for a family {family} on {day.isoformat()}.",
                next_step="Take the reference from that week's list: a family that was not scored has none.",
            )
        behind = {
            feature: explain_feature(lake, name, feature, day, site.programme)
            for feature in dict.fromkeys(row["feature"] for row in rows)
        }
    return tuple(
        ReasonBehind(
            model=row["model"],
            raises=row["direction"] == "raises",
            sentence=row["sentence"],
            command=f"csps features explain {name} {row['feature']} --as-of {day.isoformat()} --workspace {quote(str(site.folder))}",
            behind=behind[row["feature"]],
        )
        for row in rows
    )


def _reasons(lake: Connection, model: str, family: str, day: date) -> list[dict[str, str]]:
    """Give the reasons of a family's score by the model that the list was made with, in order."""
    part = f"{model}/{day.isoformat()}"
    if lake.manifest is None or part not in lake.manifest.parts.get(REASONS, {}):
        return []
    rows = lake.table(REASONS, part=part)
    scores = lake.table("scoring.score", part=day.isoformat())
    rows = rows.filter(rows.family_id == family).semi_join(scores, ("model", "model_version", "family_id"))
    told: list[dict[str, str]] = rows.order_by("place").to_pyarrow().to_pylist()
    return told
