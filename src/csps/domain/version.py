"""Which csps this is: it stands in reports, in runs and in whatever must be done again when the code has changed."""

from __future__ import annotations

from importlib import metadata


def csps_version() -> str:
    """Give the version of the installed package.

    >>> csps_version().count(".") >= 1
    True
    """
    return metadata.version("csps")
