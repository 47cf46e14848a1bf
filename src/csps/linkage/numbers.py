"""Which identifying numbers may be trusted: those whose form and check digit are right.

A number that fails is left out of linkage; the record is not worse for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.domain.identifiers import (
    compact,
    is_temporary_upn,
    is_valid_nhs_number,
    is_valid_upn,
    is_well_formed_ni_number,
)
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csps.linkage.workbench import Workbench

Rule = "Callable[[str], bool]"


def _is_lasting_upn(text: str) -> bool:
    return is_valid_upn(text) and not is_temporary_upn(text)


RULES: Mapping[str, Callable[[str], bool]] = {
    "upn": _is_lasting_upn,
    "nhs_number": is_valid_nhs_number,
    "ni_number": is_well_formed_ni_number,  # letters that are never issued are tolerated: they name nobody else
}
DISTINCT = {
    kind: f"SELECT DISTINCT {kind} AS written FROM identity WHERE {kind} IS NOT NULL ORDER BY 1"  # noqa: S608 - our words
    for kind in RULES
}


def find_numbers(bench: Workbench) -> None:
    """Make the table `number`: kind, written, value, for every number in `identity` that can be trusted."""
    kinds, written, values = [], [], []
    for kind, is_trusted in RULES.items():
        for text in texts(bench.columns(DISTINCT[kind])["written"]):
            if is_trusted(text):
                kinds.append(kind)
                written.append(text)
                values.append(compact(text)[:8] if kind == "ni_number" else compact(text))  # its suffix letter varies
    columns = {"kind": kinds, "written": written, "value": values}
    bench.lay("number", {name: np.array(column, dtype=object) for name, column in columns.items()})
