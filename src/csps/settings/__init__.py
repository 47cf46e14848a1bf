"""programme.toml, model specifications and the deployment's environment, parsed once into frozen values.

The only door to Pydantic, which reads; what comes out are plain frozen dataclasses.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.settings.agreement import refuse_disagreement
    from csps.settings.deployment import Deployment, deployment_from
    from csps.settings.faults import FaultyFileError
    from csps.settings.feed import Feed
    from csps.settings.feed_words import Use
    from csps.settings.model_spec import ModelSpec, read_model_spec
    from csps.settings.programme import Programme, read_programme

__all__ = [
    "Deployment",
    "FaultyFileError",
    "Feed",
    "ModelSpec",
    "Programme",
    "Use",
    "deployment_from",
    "read_model_spec",
    "read_programme",
    "refuse_disagreement",
]

# Where each public name lives; its module, and Pydantic behind it, is imported when the name is first used.
_HOMES = {
    "Deployment": "deployment",
    "FaultyFileError": "faults",
    "Feed": "feed",
    "ModelSpec": "model_spec",
    "Programme": "programme",
    "Use": "feed_words",
    "deployment_from": "deployment",
    "read_model_spec": "model_spec",
    "read_programme": "programme",
    "refuse_disagreement": "agreement",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
