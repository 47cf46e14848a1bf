"""models/<name>/spec.toml: what a model is for, what it may see, and what it must reach, before it is fitted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, with_config

from csps.settings.faults import Fault, refuse
from csps.settings.learner import Learner
from csps.settings.owned import Owned
from csps.settings.pass_marks import PassMarks
from csps.settings.plain_values import CLOSED, Flag, Text, Weeks, Word
from csps.settings.reading import Reader, read_document

FILE = "spec.toml"
W = TypeVar("W", bound=str)


class Event(StrEnum):
    """What counts as the outcome, by the name under which `csps.outcomes` finds it in the agencies' tables."""

    PROTECTION_PLAN = "protection plan begins"
    LOOKED_AFTER = "looked after for abuse or neglect"
    SECTION_47 = "section 47 enquiry substantiated"
    THRESHOLD_MET = "programme threshold met"


class Exclusion(StrEnum):
    """Whose outcome is not asked about, because it has already come."""

    UNDER_PLAN = "child under a protection plan"
    LOOKED_AFTER = "child looked after"
    THRESHOLD_MET = "family that meets the programme threshold"


class ProtectedGroup(StrEnum):
    """By what the figures of fairness are told apart; held for evaluation only and refused by `features`."""

    ETHNICITY = "ethnicity"
    SEX = "sex"
    DISABILITY = "disability"
    AGE = "age of the youngest child"
    LONE_PARENT = "lone parent"


def _each_once(words: tuple[W, ...]) -> tuple[W, ...]:
    refuse(_twice(words))
    return words


def _twice(words: tuple[W, ...]) -> Iterator[Fault]:
    for place, word in enumerate(words):
        if word in words[:place]:
            yield Fault((place,), f'is "{word}", which stands there already', "name it once")


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDefinition:
    """What counts.

    Args:
        name: the outcome, as `outcomes.family_outcome` calls it.
        events: any of them counts, once, within the horizon.
    """

    name: Word
    events: Annotated[tuple[Event, ...], Field(min_length=1), AfterValidator(_each_once)]


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Whom the model is about.

    Args:
        words: in a sentence, for cards and reports.
        excludes: whose outcome is not asked about.
    """

    words: Text
    excludes: Annotated[tuple[Exclusion, ...], AfterValidator(_each_once)]


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """Between whom the model is compared.

    Args:
        groups: one by one.
        crossed: whether every two of them are crossed as well, such as ethnicity by sex.
    """

    groups: Annotated[tuple[ProtectedGroup, ...], Field(min_length=1), AfterValidator(_each_once)]
    crossed: Flag

    def comparisons(self) -> tuple[tuple[ProtectedGroup, ...], ...]:
        """Give every grouping that is compared: each group, then each two where they are crossed."""
        pairs = tuple(combinations(self.groups, 2)) if self.crossed else ()
        return (*((group,) for group in self.groups), *pairs)


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedLeak(Owned):
    """A finding of the leakage detector with which a model may learn nevertheless.

    Args:
        check: what was asked, in the detector's words.
        reason: why it is no leak, in a sentence that a reviewer reads.
        column: of which column; left out where the finding is about the rows.
    """

    check: Text
    reason: Text
    column: Text | None = None


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec(Owned):
    """A model before it is fitted.

    Args:
        name: the model, and the folder that holds its specification.
        target: what is predicted, in a sentence that stands on every card.
        caveat: what it must not be taken for, likewise.
        horizon_weeks: within how many weeks after the as-of date.
        outcome: what counts.
        population: whom it is about.
        feature_families: the families of features it may see; no others reach it.
        learner: how it may be fitted.
        pass_marks: what it must reach.
        fairness: between whom it is compared.
        accepted_leaks: findings of the leakage detector that somebody looked into, each with the reason.
        fingerprint: SHA-256 of the file, to say later which marks were in force.
    """

    name: Word
    target: Text
    caveat: Text
    horizon_weeks: Weeks
    outcome: OutcomeDefinition
    population: Population
    feature_families: Annotated[tuple[Word, ...], Field(min_length=1), AfterValidator(_each_once)]
    learner: Learner
    pass_marks: PassMarks
    fairness: Fairness
    accepted_leaks: tuple[AcceptedLeak, ...] = ()
    fingerprint: str = field(init=False, default="", compare=False)

    @property
    def rests_on_rules(self) -> bool:
        """Whether what it is about depends on the rules by which families are judged."""
        return Event.THRESHOLD_MET in self.outcome.events or Exclusion.THRESHOLD_MET in self.population.excludes


def read_model_spec(path: Path) -> ModelSpec:
    """Read a model's specification.

    Args:
        path: `spec.toml`, or the folder that holds it.

    Raises:
        SettingsError: no such file, or it cannot be read.
        FaultyFileError: everything wrong with it, at once, each with its key path.
    """
    document = read_document(path / FILE if path.is_dir() else path)
    spec = Reader(ModelSpec).read(document)
    object.__setattr__(spec, "fingerprint", document.fingerprint)  # its reader's word, and no key of the file
    return spec
