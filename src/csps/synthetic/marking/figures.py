"""Figures as marks print them: shares, ratios and per cents, with a dash where there is nothing to divide by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.synthetic.marking.pairs import Agreement

NOTHING = "-"


def share(value: float | None) -> str:
    """Print a share, with one digit more where it is close to all.

    >>> share(0.5), share(0.99871), share(None).strip()
    ('0.500', '0.9987', '-')
    """
    return f"{NOTHING:>5}" if value is None else f"{value:.4f}" if value > 0.99 else f"{value:.3f}"


def ratio(value: float | None) -> str:
    """Print a ratio.

    >>> ratio(1.254)
    '1.25'
    """
    return NOTHING if value is None else f"{value:.2f}"


def percent(value: float | None) -> str:
    """Print a small probability or a share as per cent.

    >>> percent(0.00812)
    '0.81%'
    """
    return NOTHING if value is None else f"{value:.2%}"


def of(part: int, whole: int) -> str:
    """Print how many of how many.

    >>> of(1, 4), of(0, 0)
    ('1 of 4 (25.0%)', 'none of 0')
    """
    return f"{part:,} of {whole:,} ({part / whole:.1%})" if whole else "none of 0"


def pairs(what: str, marks: Agreement) -> str:
    """Print a line about pairs."""
    return (
        f"  {what:<36}precision {share(marks.precision)}, recall {share(marks.recall)} of {int(marks.true):>11,} pairs"
    )
