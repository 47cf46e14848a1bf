"""The council's choices other than its feeds: who is looked at, how far ahead, for how many, and under what papers."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, Strict, ValidationInfo, with_config

from csps.settings.faults import wrong
from csps.settings.owned import Owned
from csps.settings.plain_values import CLOSED, Day, Flag, Monday, Positive, Real, Text, Weeks

WORKSPACE_VERSION = 1
"""Which layout of a workspace this csps reads and writes."""


def _this_version(version: int) -> int:
    if version != WORKSPACE_VERSION:
        raise wrong(f"is {version}", f"this csps reads workspaces of version {WORKSPACE_VERSION}")
    return version


def _end_of_a_borough(as_of: date | None, info: ValidationInfo) -> date | None:
    if as_of is None and info.data.get("synthetic"):
        raise wrong("is missing", "a synthetic workspace says on which Monday its data end")
    return as_of


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace(Owned):
    """Whose workspace it is.

    Args:
        version: the layout of the folder.
        synthetic: whether nobody in it is real. Demonstration keys are refused everywhere else.
        council: the council's name.
        as_of: the Monday on which its data end; needed where they are synthetic, and do not go on.
    """

    version: Annotated[int, Strict(), AfterValidator(_this_version), Field(description=f"{WORKSPACE_VERSION}")]
    synthetic: Flag
    council: Text
    as_of: Annotated[Monday | None, AfterValidator(_end_of_a_borough), Field(validate_default=True)] = None


def _approved_before_review(approved_on: date, info: ValidationInfo) -> date:
    review_on = info.data.get("review_on")
    if review_on is not None and approved_on >= review_on:
        raise wrong(f"is {approved_on}, not before review_on, which is {review_on}", "it takes the day of approval")
    return approved_on


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Owned):
    """A document that the law asks for.

    Args:
        reference: where it is kept, as the council files it.
        approved_on: the day on which it was approved.
    """

    reference: Text
    approved_on: Annotated[Day, AfterValidator(_approved_before_review)]


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulBases(Owned):
    """Under what law personal data are processed.

    Args:
        personal_data: the basis under UK GDPR Article 6.
        special_category: the condition under Article 9 and Schedule 1 of the Data Protection Act 2018.
        criminal_offence: the condition under Article 10 and Schedule 1.
    """

    personal_data: Text
    special_category: Text
    criminal_offence: Text


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort(Owned):
    """Which families are looked at.

    Args:
        child_under_years: a family counts if one of its children is below this age in whole years.
        expected_children: whether a family that expects its first child counts as well.
        seen_within_weeks: some agency must have known a member of it within so many weeks.
    """

    child_under_years: Annotated[int, Strict(), Field(ge=1, le=25, description="a whole number of years from 1 to 25")]
    expected_children: Flag
    seen_within_weeks: Weeks


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Horizons(Owned):
    """How far ahead each model looks.

    Args:
        maltreatment_weeks: weeks after the as-of date.
        eligibility_weeks: likewise.
    """

    maltreatment_weeks: Weeks
    eligibility_weeks: Weeks

    def by_model(self) -> dict[str, int]:
        """Give the weeks by the model's name."""
        return {"maltreatment": self.maltreatment_weeks, "eligibility": self.eligibility_weeks}


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Owned):
    """How much work people can take on.

    Args:
        families_a_week: how many families the weekly list names, at most.
    """

    families_a_week: Positive


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLimits(Owned):
    """What an approval of a model is worth.

    Args:
        valid_weeks: weeks after which an approval lapses.
        reviewers: how many people must sign, none of them the trainer.
    """

    valid_weeks: Weeks
    reviewers: Annotated[int, Strict(), Field(ge=1, le=9, description="a whole number from 1 to 9")]


def _not_above_sure(possible: float, info: ValidationInfo) -> float:
    sure = info.data.get("sure")
    if sure is not None and possible > sure:
        raise wrong(f"is {possible:g}, above sure, which is {sure:g}", "it takes a weight that is not above sure")
    return possible


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLimits(Owned):
    """How sure a link must be. A weight of n bits makes two records 2^n times as likely to be of one person.

    Args:
        sure: the weight from which on two records with a date of birth are one person, and may be shown as such.
        possible: the weight from which on a pair is noted as a possible link, which nobody is shown.
        most_records: a person of more records stops the run: something other than a person has been put together.
    """

    sure: Real
    possible: Annotated[Real, AfterValidator(_not_above_sure)]
    most_records: Positive
