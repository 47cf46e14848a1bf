"""Before every training: look for leaks, write down what was asked and found, and refuse to learn from a finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csps.domain.errors import ContractError
from csps.modelling.leakage.detector import Origins, find_leaks
from csps.modelling.leakage.leak import Check, Leak, LeakReport
from csps.modelling.observations import KEY
from csps.store.held import arrow_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csps.contracts.feature import Feature
    from csps.modelling.observations import Observations
    from csps.settings import ModelSpec
    from csps.store import Edition

NAME = "modelling.leak"
TYPES = {
    "model": "string", "check": "string", "column": "string", "asked": "boolean", "found": "boolean",
    "figure": "float64", "bound": "float64", "words": "string", "accepted_because": "string",
}  # fmt: skip
MOST_ROWS = 60_000
"""Families and dates that are looked at: more make the search slower and hardly sharper."""


def refuse_leaks(
    edition: Edition,
    past: Observations,
    spec: ModelSpec,
    features: Sequence[Feature],
    *,
    test: date,
    origins: Origins | None = None,
) -> LeakReport:
    """Look for leaks in what a model is to learn from, and write the part of `modelling.leak` for the model.

    What was computed again is told by `as_of` and `family_id`, in any order and of any families.

    Raises:
        ContractError: something was found, and the specification does not say why the model may learn nevertheless.
    """
    report = _looked(past, spec, features, test, origins or Origins())
    rows = list(_told(report, spec))
    edition.write(NAME, arrow_rows({name: [row[name] for row in rows] for name in TYPES}, TYPES), part=spec.name)
    open_leaks = [leak for leak in report.leaks if not _reason(leak, spec)]
    if open_leaks:
        raise ContractError(
            f"{spec.name}: {len(open_leaks)} of {len(features)} columns or the rows know what they cannot have known: "
            + "; ".join(str(leak) for leak in open_leaks)
            + ".",
            next_step="Mend the feature; or, if it is no leak, say why in an entry [[accepted_leaks]] of "
            f"models/{spec.name}/spec.toml, with check, column, reason, owner and review_on.",
        )
    return report


def _looked(
    past: Observations, spec: ModelSpec, features: Sequence[Feature], test: date, origins: Origins
) -> LeakReport:
    frame = past.frame
    if len(frame) > MOST_ROWS:  # whole families, so that each can be followed over its dates
        wanted = MOST_ROWS / len(frame)
        kept = frame["group_id"].map(lambda name: int(name[:8], 16) / 0xFFFFFFFF < wanted)
        frame = frame[kept].reset_index(drop=True)
    if origins.recomputed is not None:  # some dates only, and of families nobody asked about as well
        again = frame[KEY].merge(origins.recomputed, on=KEY, how="left", validate="one_to_one")
        origins = replace(origins, recomputed=again)
    return find_leaks(
        frame,
        frame["outcome"].tolist(),
        columns=[feature.name for feature in features],
        as_of="as_of",
        family="family_id",
        group="group_id",
        fold="fold",
        event_on=frame["event_on"].tolist(),
        horizon_weeks=spec.horizon_weeks,
        test=test,
        origins=origins,
    )


def _reason(leak: Leak, spec: ModelSpec) -> str:
    for accepted in spec.accepted_leaks:
        if (accepted.check, accepted.column) == (leak.check.value, leak.column or None):
            return accepted.reason
    return ""


def _told(report: LeakReport, spec: ModelSpec) -> Iterator[dict[str, Any]]:
    """Yield the findings, and a row for every check without one."""
    nothing = dict.fromkeys(TYPES) | {"model": spec.name, "column": "", "found": False}
    for check in Check:
        found = [leak for leak in report.leaks if leak.check is check]
        for leak in found:
            told = {"figure": leak.figure, "bound": leak.bound, "words": leak.words}
            reason = _reason(leak, spec) or None
            named = {"check": check.value, "column": leak.column, "asked": True, "found": True}
            yield nothing | named | told | {"accepted_because": reason}
        if not found:
            lacks = report.not_asked.get(check)
            yield nothing | {"check": check.value, "asked": lacks is None, "words": lacks and f"not told: {lacks}"}
