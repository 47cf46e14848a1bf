"""How old somebody is, in words."""

from __future__ import annotations

MONTHS_UNTIL_YEARS = 24


def age(months: float | None) -> str:
    """Write an age: in months below two years, in whole years from then on.

    Args:
        months: since birth; None where nobody knows.

    >>> age(0), age(1), age(23), age(24), age(200), age(None)
    ('under 1 month', '1 month', '23 months', '2 years', '16 years', 'age not known')
    """
    if months is None:
        return "age not known"
    if months < 1:
        return "under 1 month"
    count, thing = (months, "month") if months < MONTHS_UNTIL_YEARS else (months // 12, "year")
    return f"{int(count)} {thing}" if int(count) == 1 else f"{int(count)} {thing}s"
