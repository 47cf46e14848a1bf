"""Which rules of the programme are in force on which day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, with_config

from csps.settings.faults import Fault, nearest, refuse, shown, wrong
from csps.settings.own_rules import OwnRules
from csps.settings.owned import Owned
from csps.settings.plain_values import CLOSED, Day
from csps.settings.progress_thresholds import ProgressThresholds
from csps.settings.thresholds import Thresholds

LOCAL = "local"
NATIONAL = ("TFP2015", "SF2022")
NATIONAL_END = date(2025, 3, 31)
"""Payment by results was suspended in November 2024, and the framework was not renewed after the financial year."""

_LEFT_OUT = object()
_ALLOWED = f'it takes {", ".join(NATIONAL)}, {LOCAL}, or a name of the council\'s own that begins with "{LOCAL}-"'


def _named(name: object, info: ValidationInfo) -> object:
    """Call the council's own rules "local" where an entry after the national programme has no name."""
    begins = info.data.get("in_force_from")
    if name is not _LEFT_OUT:
        return name
    if begins is None or begins > NATIONAL_END:
        return LOCAL
    raise wrong(f"is missing, and only after {NATIONAL_END} may it be left out", _ALLOWED)


def _known(name: str) -> str:
    own = name.removeprefix(f"{LOCAL}-")
    if name not in (*NATIONAL, LOCAL) and (own in ("", name) or not own.replace("-", "").isalnum()):
        raise wrong(f"is {shown(name)}", nearest(name, (*NATIONAL, LOCAL), otherwise=_ALLOWED))
    return name


def _after_it_began(ends: date | None, info: ValidationInfo) -> date | None:
    begins, name = info.data.get("in_force_from"), info.data.get("name")
    if ends is not None and begins is not None and ends < begins:
        raise wrong(f"is {ends}, before {begins}, on which it begins", "it takes that day or a later one")
    if name in NATIONAL and (ends is None or ends > NATIONAL_END):
        words = "is missing" if ends is None else f"is {ends}"
        allowed = f"{name} ended with the national programme on {NATIONAL_END}; after it the council owns its rules"
        raise wrong(words, allowed)
    return ends


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(Owned):
    """One rule set and the days on which it is in force, both included.

    Args:
        in_force_from: the first day.
        name: TFP2015, SF2022, or the council's own: "local", which it may leave out after March 2025, or "local-...".
        in_force_to: the last day; nothing where no end is set.
        thresholds: what the rules leave to the council.
        progress: likewise of significant and sustained progress, for families that were attached while it was in force.
        own: the council's own rules of that name and those they start from, the last one last; nothing where it has none.
    """

    in_force_from: Day
    name: Annotated[str, AfterValidator(_known), BeforeValidator(_named), Field(validate_default=True)] = _LEFT_OUT  # type: ignore[assignment] # never seen: the check puts a name in its place
    in_force_to: Annotated[Day | None, AfterValidator(_after_it_began), Field(validate_default=True)] = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    progress: ProgressThresholds = field(default_factory=ProgressThresholds)
    own: tuple[OwnRules, ...] = field(init=False, default=())

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


def in_order(rule_sets: tuple[RuleSet, ...]) -> tuple[RuleSet, ...]:
    """Refuse entries that overlap or do not follow one another.

    Raises:
        FaultyValueError: every entry that begins too early.
    """
    refuse(_too_early(rule_sets))
    return rule_sets


def _too_early(rule_sets: tuple[RuleSet, ...]) -> Iterator[Fault]:
    for place, (before, after) in enumerate(pairwise(rule_sets), start=1):
        if before.in_force_to is None or after.in_force_from <= before.in_force_to:
            until = f"ends on {before.in_force_to}" if before.in_force_to else "has no end"
            words = f"is {after.in_force_from}, but the entry before it {until}"
            yield Fault((place, "in_force_from"), words, "entries stand in order of time, one rule set for each day")
