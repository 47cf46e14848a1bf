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
    from csps.settings.rule_sets import RuleSet

LOCAL = "local"


def rules_on(programme: Programme, day: date) -> Rules:
    """Give the rules in force on a day, with the council's thresholds.

    Raises:
        SettingsError: none are in force on the day, or the ones that are have no lines.
    """
    return rules_of(programme.rule_set_on(day))


def rules_called(programme: Programme, name: str, edition: str, day: date) -> Rules:
    """Give the rules by which something was judged, from the name and the version that was written down with it.

    A model learns from the past by the rules of today, so that they need not be those of the day.

    Raises:
        SettingsError: the council has no such rules any more.
    """
    chosen = sorted(programme.rule_sets, key=lambda entry: not entry.holds_on(day))
    for rules in map(rules_of, chosen):
        if (rules.name, rules.edition) == (name, edition):
            return rules
    raise SettingsError(
        f"The criteria of {day.isoformat()} were judged by {name}, version {edition}, which programme.toml does not have.",
        next_step=f"Judge them again with `csps outcomes --as-of {day.isoformat()}`.",
    )


def rules_of(chosen: RuleSet) -> Rules:
    """Give the rules behind an entry of programme.toml."""
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
