"""How a model did on the families of its test date, in two sentences that need no statistics.

Whoever must say whether a model may be used, and whoever works with its list, should know first how many families it would
have found and how many it would have missed. Areas under curves come afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from csps.store.judged_by import JudgedBy

OTHERS = {"rule": "counting by hand (the simple rule)", "logistic": "a plain formula (the logistic baseline)"}
WHOLE = 1e-6  # a count is no further than this from a whole number, unless equal scores share a place on the list


def whom_sentence(tested_on: date, families: int, not_met: int | None) -> str:
    """Say on which families a model was tested, and how many of them it had never met.

    >>> from datetime import date
    >>> whom_sentence(date(2025, 11, 17), 6930, 812)
    'Tested on 6,930 families as they were on 2025-11-17, later than all it learnt from; 812 of them are families without anybody it learnt from.'
    """
    met = "" if not_met is None else f"; {not_met:,} of them are families without anybody it learnt from"
    return f"Tested on {families:,} families as they were on {tested_on}, later than all it learnt from{met}."


def found_sentences(metrics: Iterable[Mapping[str, Any]], *, capacity: int, horizon_weeks: int) -> str:
    """Say how many families a list would have found and missed, beside the rule and the baseline.

    Args:
        metrics: rows of `assurance.metric`.
        capacity: families a week's list names.
        horizon_weeks: within how many weeks the outcome counts.
    """
    found = {(row["subject"], row["metric"]): row for row in metrics}
    area = found["model", "auc"]
    families, outcomes = area["families"], area["outcomes"]
    length = min(capacity, families)
    right = {subject: found[subject, "precision_at_capacity"]["estimate"] * length for subject in ("model", *OTHERS)}
    named = " and ".join(f"{_count(right[other])} by {words}" for other, words in OTHERS.items())
    return (
        f"To {outcomes:,} of the {families:,} it happened within {horizon_weeks} weeks ({100 * outcomes / families:.1f} of "
        f"100). A list of the {length:,} families with the highest scores would have named {_count(right['model'])} of "
        f"these {outcomes:,} and missed {_count(outcomes - right['model'])}; to {_count(length - right['model'])} on it, "
        f"it did not happen. A list as long would have named {named}."
    )


def rules_sentence(rules: JudgedBy | None) -> str:
    """Name the rules that say what the model is about, to stand behind other sentences; nothing where none do.

    >>> from csps.store.judged_by import JudgedBy
    >>> rules_sentence(JudgedBy("local", "2022.1", 76, 34))
    " The programme's threshold is that of local, version 2022.1, 76 % of its 34 lines still to be confirmed."
    >>> rules_sentence(None)
    ''
    """
    return "" if rules is None else f" The programme's threshold is that of {rules}."


def _count(number: float) -> str:
    """Write a count; "about" where families with equal scores share the list's last places."""
    return f"{number:,.0f}" if abs(number - round(number)) < WHOLE else f"about {number:,.0f}"
