"""The evidence about a model held against the marks that were fixed before it was trained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from csps.approval.checks import judge_figures

if TYPE_CHECKING:
    from csps.approval.checks import Judged
    from csps.settings import ModelSpec
    from csps.store import Connection, Edition

CHECK_TABLE = "approval.check"
_SCHEMA = dict.fromkeys(("model", "model_version", "check_name", "mark", "found", "result"), "string")


def run_checks(edition: Edition, *, spec: ModelSpec, version: str) -> Judged:
    """Hold what `assurance` found about a model against its marks, and write it down.

    Args:
        edition: where `assurance.metric` and `assurance.group_metric` are; `approval.check` is written for the version.
        spec: the model's specification with its marks.
        version: the first 16 digits of the model's digest.

    Returns:
        every check, in the order of the specification, and the facts a reviewer must acknowledge. Where evidence is
        missing it could not be judged, which is never a pass.
    """
    part = f"{spec.name}/{version}"
    with edition.connect() as lake:
        judged = judge_figures(spec, _rows(lake, "assurance.metric", part), _rows(lake, "assurance.group_metric", part))
    rows = [
        {"model": spec.name, "model_version": version, "check_name": one.name, "mark": one.mark, "found": one.found}
        | {"result": one.result.value}
        for one in judged.checks
    ]
    edition.write(CHECK_TABLE, ibis.memtable(rows, schema=_SCHEMA), part=part)
    return judged


def _rows(lake: Connection, table: str, part: str) -> list[dict[str, Any]]:
    """Give the rows of a part; none where it was never written."""
    parts = {} if lake.manifest is None else lake.manifest.parts.get(table, {})
    return list(lake.table(table, part=part).to_pyarrow().to_pylist()) if part in parts else []
