"""Predictions -> evidence: performance, calibration, fairness; the door to Fairlearn."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.assurance.attributes import Collected, collect_attributes
    from csps.assurance.report import as_html, as_markdown, report_of
    from csps.assurance.run import Audit, audit

__all__ = ["Audit", "Collected", "as_html", "as_markdown", "audit", "collect_attributes", "report_of"]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Audit": "run",
    "Collected": "attributes",
    "as_html": "report",
    "as_markdown": "report",
    "audit": "run",
    "collect_attributes": "attributes",
    "report_of": "report",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
