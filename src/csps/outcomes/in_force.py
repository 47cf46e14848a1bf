"""The rules that are in force on a day: those of a name, with what the council chose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csps.domain.errors import SettingsError
from csps.outcomes.own_lines import line_of
from csps.outcomes.reading import tables_of
from csps.outcomes.rule_sets import NATIONAL, SF2022, Rules
from csps.settings.own_rules import STARTS
from csps.settings.thresholds import Counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.settings import Programme
    from csps.settings.own_rules import OwnRules
    from csps.settings.rule_sets import RuleSet

LOCAL = "local"
EMPTY = Rules(name="nothing", version="", lines=(), least=1, of=Counted.NEEDS)
FINGERPRINT_DIGITS = 8
"""Of a file's hash, so that a file that was changed without a new version is told apart."""


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
    """Give the rules behind an entry of programme.toml.

    Raises:
        SettingsError: no rules have its name.
    """
    thresholds = chosen.thresholds
    rules = replace(_own(chosen.own) if chosen.own else rules_named(chosen.name), thresholds=thresholds)
    return replace(
        rules,
        of=thresholds.counted or rules.of,
        assessed=rules.assessed if thresholds.assessed is None else thresholds.assessed,
    )


def rules_named(name: str) -> Rules:
    """Give the rules behind a name; the council's own begin as a copy of Supporting Families.

    Raises:
        SettingsError: no rules have the name.
    """
    if name == LOCAL:
        return replace(SF2022, name=name)
    if name not in NATIONAL:
        raise SettingsError(
            f"There are no rules for the rule set {name!r}.",
            next_step=f"Use {', '.join(NATIONAL)} or {LOCAL} in programme.toml, or write rulesets/{name}.toml.",
        )
    return NATIONAL[name]


def national_lines() -> dict[str, tuple[str, ...]]:
    """Name the lines of the national rule sets: what a council's own rules are held against when they are read."""
    return {name: tuple(line.id for line in rules.lines) for name, rules in NATIONAL.items()}


def _own(chain: Sequence[OwnRules]) -> Rules:
    """Put a council's own rules together: each drops, replaces and adds lines of those before it."""
    rules = NATIONAL.get(STARTS.get(chain[0].starts_from, ""), EMPTY)
    for own in chain:
        lines = {line.id: line for line in rules.lines if line.id not in own.drop}
        lines |= {line.id: line_of(line) for line in own.lines}
        rules = replace(rules, name=own.name, lines=tuple(lines.values()))
        if own.threshold is not None:
            rules = replace(rules, least=own.threshold.least, of=own.threshold.counted, assessed=own.threshold.assessed)
    version = "+".join(f"{own.version}-{own.fingerprint[:FINGERPRINT_DIGITS]}" for own in chain)
    return replace(rules, version=version)


def lines_told(rules: Rules) -> list[dict[str, object]]:
    """Give the lines of a rule set as plain values: what each says, where that comes from, and what it is judged by."""
    return [
        {"criterion": line.id, "headline": line.headline, "words": line.words, "standing": line.standing.value}
        | {"source": line.source, "reads": list(tables_of(line)), "all_of": list(line.all_of), "lacking": line.lacking}
        for line in rules.lines
    ]
