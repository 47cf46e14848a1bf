"""programme.toml: everything a council chooses, read once."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, ValidationInfo, with_config

from csps.domain.errors import SettingsError
from csps.settings.bands import Bands
from csps.settings.choices import (
    ApprovalLimits,
    Capacity,
    Cohort,
    Horizons,
    LawfulBases,
    LinkLimits,
    Paper,
    Workspace,
)
from csps.settings.declared import DeclaredTable, Surroundings
from csps.settings.faults import key_path, wrong
from csps.settings.feed import Feed
from csps.settings.feed_checks import shared_files
from csps.settings.feed_words import Use
from csps.settings.kinds import kind_at, said
from csps.settings.owned import Owned
from csps.settings.plain_values import CLOSED, Frozen, Word
from csps.settings.progress_thresholds import ProgressThresholds
from csps.settings.reading import Document, Reader, read_document
from csps.settings.rule_files import FOLDER, read_own_rules
from csps.settings.rule_sets import LOCAL, RuleSet, in_order

FILE = "programme.toml"
P = TypeVar("P")


def _there_unless_synthetic(paper: P | None, info: ValidationInfo) -> P | None:
    assert isinstance(info.context, Surroundings)
    if paper is None and not info.context.synthetic:
        raise wrong(
            "is missing", f"a workspace of real people needs {said(kind_at(Programme, (str(info.field_name),)))}"
        )
    return paper


NeededUnlessSynthetic = (AfterValidator(_there_unless_synthetic), Field(validate_default=True))


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A council's choices.

    Args:
        workspace: whose workspace it is, and whether anybody in it is real.
        dpia: the data protection impact assessment; there must be one unless the workspace is synthetic.
        appropriate_policy_document: likewise (Data Protection Act 2018, Schedule 1, Part 4).
        lawful_bases: likewise.
        cohort: which families are looked at.
        horizons: how far ahead.
        capacity: how many families the weekly list names.
        bands: ranges of scores.
        approval: what an approval of a model is worth.
        linkage: how sure a link must be; None for the weights csps was measured with.
        rule_sets: which rules are in force on which day, in order of time.
        feeds: what arrives, by name.
        fingerprint: SHA-256 of the file, and of the rule sets it names, to say later which choices were in force.
    """

    workspace: Workspace
    dpia: Annotated[Paper | None, *NeededUnlessSynthetic] = None
    appropriate_policy_document: Annotated[Paper | None, *NeededUnlessSynthetic] = None
    lawful_bases: Annotated[LawfulBases | None, *NeededUnlessSynthetic] = None
    cohort: Cohort
    horizons: Horizons
    capacity: Capacity
    bands: Bands
    approval: ApprovalLimits
    linkage: LinkLimits | None = None
    rule_sets: Annotated[tuple[RuleSet, ...], Field(min_length=1), AfterValidator(in_order)]
    feeds: Annotated[Frozen[Word, Feed], Field(min_length=1)]
    fingerprint: str = field(init=False, default="", compare=False)

    def rule_set_on(self, day: date) -> RuleSet:
        """Give the rule set in force on a day.

        Raises:
            SettingsError: there is none.
        """
        for rule_set in self.rule_sets:
            if rule_set.holds_on(day):
                return rule_set
        raise SettingsError(
            f"No rule set is in force on {day.isoformat()}.",
            next_step=f"Add an entry [[rule_sets]] to {FILE} that covers the day, or choose another day.",
        )

    def progress_for(self, attached_on: date, day: date) -> ProgressThresholds:
        """Give the thresholds of progress for families that were attached on a day.

        Args:
            attached_on: the day: the rule set that was in force then says what is asked of them.
            day: on which progress is looked at; its rule set says it where none reaches back so far.

        Raises:
            SettingsError: no rule set is in force on either.
        """
        there = next((entry for entry in self.rule_sets if entry.holds_on(attached_on)), None)
        return (there or self.rule_set_on(day)).progress

    def as_if_always(self, day: date) -> "Programme":
        """Give the same choices with one day's rule set in force on every day.

        A model that forecasts who will meet a rule learns from the past as it would have been under that rule: under the
        rules of their own time, a change of rules would look like a change of families.

        Raises:
            SettingsError: no rule set is in force on the day.
        """
        chosen = self.rule_set_on(day)
        rules = replace(chosen, in_force_from=date.min, in_force_to=None)
        object.__setattr__(rules, "own", chosen.own)
        same = replace(self, rule_sets=(rules,))
        object.__setattr__(same, "fingerprint", self.fingerprint)
        return same

    def feeds_for(self, use: Use) -> Mapping[str, Feed]:
        """Give the feeds that may be used for something, by name."""
        return {name: feed for name, feed in self.feeds.items() if feed.allows(use)}

    def refused_for(self, use: Use) -> frozenset[str]:
        """Give the tables that may not be used for something though they arrive.

        A table that one feed may use and another may not is not used: its rows do not say which feed they came from.
        """
        return frozenset(table for feed in self.feeds.values() if not feed.allows(use) for table in feed.delivers)

    def choices(self) -> Iterator[tuple[str, Owned]]:
        """Yield every choice that has an owner, with its key path."""
        for declared in fields(self):
            value = getattr(self, declared.name)
            if isinstance(value, Owned):
                yield declared.name, value
        for place, rule_set in enumerate(self.rule_sets):
            yield key_path(("rule_sets", place)), rule_set
        for name, feed in self.feeds.items():
            yield key_path(("feeds", name)), feed

    def due_for_review(self, day: date) -> Mapping[str, Owned]:
        """Give the choices that should have been looked at again by a day, by key path."""
        return {path: choice for path, choice in self.choices() if choice.review_on <= day}


def read_programme(
    path: Path, tables: Mapping[str, DeclaredTable], lines: Mapping[str, Sequence[str]] | None = None
) -> Programme:
    """Read a council's choices, and the rule sets of its own that they name.

    Args:
        path: `programme.toml`, or the workspace that holds it.
        tables: every declared table by name: `csps.contracts.catalogue.all_tables()`. Feeds and rules are held against them.
        lines: the names of the national rule sets' lines, by rule set: own rules are held against them.

    Raises:
        SettingsError: no such file, or it cannot be read.
        FaultyFileError: everything wrong with it, at once, each with its key path.
    """
    file = path / FILE if path.is_dir() else path
    programme = programme_of(read_document(file), tables)
    folder = file.parent / FOLDER
    for entry in programme.rule_sets:
        if entry.name.startswith(f"{LOCAL}-") or (entry.name == LOCAL and (folder / f"{LOCAL}.toml").is_file()):
            object.__setattr__(entry, "own", read_own_rules(folder, entry.name, tables, lines or {}))
    prints = [programme.fingerprint, *(own.fingerprint for entry in programme.rule_sets for own in entry.own)]
    whole = prints[0] if len(prints) == 1 else hashlib.sha256("\n".join(prints).encode()).hexdigest()
    object.__setattr__(programme, "fingerprint", whole)
    return programme


def programme_of(document: Document, tables: Mapping[str, DeclaredTable]) -> Programme:
    """Read a council's choices from a file that is TOML already.

    Raises:
        FaultyFileError: everything wrong with it, at once, each with its key path.
    """
    programme = _reader().read(document, tables, tuple(shared_files(document.values.get("feeds"))))
    object.__setattr__(programme, "fingerprint", document.fingerprint)  # its reader's word, and no key of the file
    return programme


@cache
def _reader() -> Reader[Programme]:
    return Reader(Programme)
