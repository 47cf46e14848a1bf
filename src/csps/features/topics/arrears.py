"""What rent and council tax accounts have in common: a balance, and the steps of recovery in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.feature import Expected, Phrases
from csps.features.declaration import YEAR, Declared, Noun, amount, counts, now
from csps.features.kind import WHOLE_PAST, Kind, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis

    from csps.contracts.model import CodeList
    from csps.features.source import Source


def step_of(column: ibis.Value, stages: CodeList) -> ibis.Value:
    """Number the steps of recovery as their list orders them: 0 for no action."""
    return column.cases(*((code, place) for place, code in enumerate(stages.values)))


def balance(topic: str, name: str, source: Source, what: str, *, told_by: str) -> Declared:
    """Give what the accounts owe together, in pounds; an account in credit owes nothing."""
    kind = Kind(
        name=name, source=source, amount=lambda rows: (rows.balance_pence > 0).ifelse(rows.balance_pence, 0) // 100
    )
    return amount(
        topic,
        f"{name}_pounds",
        kind,
        Reading.TOTAL,
        question=f"How many pounds of {what} are there?",
        phrases=Phrases(
            many=f"£{{value}} of {what}",
            one=f"£1 of {what}",
            none=f"no {what}",
            empty=f"no account for {what} is known",
        ),
        unit="pounds",
        told_by=told_by,
    )


def stage(
    topic: str, name: str, kind: Kind, what: str, stages: CodeList, *, told_by: str, weeks: int = WHOLE_PAST
) -> Declared:
    """Give the furthest step of recovery that an account stands at, or stood at within some weeks.

    Empty where no account is known, and where none of them says its step: `told_by` counts those that do.
    """
    last = len(stages.values) - 1
    when = "now" if weeks == WHOLE_PAST else "in the last 12 months"
    return amount(
        topic,
        name,
        kind,
        Reading.MOST,
        question=f"How far has recovery of {what} gone {when}, from 0 (no action) to {last} ({stages.codes[-1].meaning})?",
        phrases=Phrases(
            many=f"recovery of {what} at step {{value}} of {last} {when}",
            one=f"recovery of {what} at step 1 of {last} {when}",
            none=f"no recovery of {what} {when}",
            empty=f"no step of recovery of {what} is known {when}",
        ),
        unit="step",
        weeks=weeks,
        told_by=told_by,
    )


def stages_known(
    topic: str, name: str, latest: Source, statements: Source, is_known: Callable[[ibis.Table], ibis.Value]
) -> tuple[Declared, ...]:
    """Count the accounts, and the statements of a year, that say their step: what a furthest step is told by.

    Args:
        topic: of the features.
        name: of the accounts, in one word: "council_tax".
        latest: the last statement of each account.
        statements: every one.
        is_known: whether a statement says its step.
    """
    what = name.replace("_", " ")
    known = Kind(name=f"{name}_stages_known", source=latest, where=is_known)
    stated = Kind(name=f"{name}_stages_stated", source=statements, where=is_known)
    account = Noun(f"{what} account whose stage is known", f"{what} accounts whose stage is known")
    statement = Noun(f"{what} statement with a stage", f"{what} statements with a stage")
    return (
        now(topic, known, account, expected=Expected.EITHER),
        *counts(topic, stated, statement, YEAR, expected=Expected.EITHER),
    )
