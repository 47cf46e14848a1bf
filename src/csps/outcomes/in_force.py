"""The rules that are in force on a day: those of a name, with what the council chose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csps.domain.errors import SettingsError
from csps.outcomes.rule_sets import NATIONAL, SF2022

if TYPE_CHECKING:
    from datetime import date

    from csps.outcomes.rule_sets import Rules
    from csps.settings import Programme

LOCAL = "local"


def rules_on(programme: Programme, day: date) -> Rules:
    """Give the rules in force on a day, with the council's thresholds.

    Raises:
        SettingsError: none are in force on the day, or the ones that are have no lines.
    """
    chosen = programme.rule_set_on(day)
    rules, thresholds = rules_named(chosen.name), chosen.thresholds
    return replace(
        rules,
        thresholds=thresholds,
        of=thresholds.counted or rules.of,
        assessed=rules.assessed if thresholds.assessed is None else thresholds.assessed,
    )


def rules_named(name: str) -> Rules:
    """Give the rules behind a name; the council's own begin as a copy of Supporting Families.

    Raises:
        SettingsError: no rules have the name.
    """
    if name == LOCAL or name.startswith(f"{LOCAL}-"):
        return replace(SF2022, name=name)
    if name not in NATIONAL:
        raise SettingsError(
            f"There are no rules for the rule set {name!r}.",
            next_step=f"Use {', '.join(NATIONAL)} or {LOCAL} in programme.toml.",
        )
    return NATIONAL[name]
