"""Signs of the same trouble from different agencies, and troubles that come together.

Reviews of serious cases find harm where troubles meet: parents' poor mental health, drinking or drug use and domestic abuse,
above all with a baby in the family (Brandon and others, triennial analyses of serious case reviews, Department for
Education 2011 to 2020), and where money and housing give way at the same time. No agency sees more than its own share, so
that these features ask all of them: an agency that sends nothing counts as one that saw nothing.
"""

from __future__ import annotations

import functools
import itertools
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.contracts.feature import Aggregation, Expected, Missing, Phrases
from csps.features.declaration import HALF, QUARTER, YEAR, Declared, declared
from csps.features.formulas import one_where, total
from csps.features.kind import WHOLE_PAST, Kind, Measure, Reading, Who
from csps.features.topics.adult_social_care import CLIENT
from csps.features.topics.agencies import (
    BENEFIT,
    COUNCIL_TAX_BALANCE,
    DEBT,
    HEALTH,
    HOMELESSNESS,
    INCIDENT,
    MARAC,
    RENT,
)
from csps.features.topics.childrens_social_care import FACTOR
from csps.features.topics.family import MEMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

TOPIC = "family"


@dataclass(frozen=True)
class Concern:
    """A trouble that several agencies may see.

    Args:
        name: for the names of features.
        words: for people.
        signs: the rows by which each agency tells it.
    """

    name: str
    words: str
    signs: tuple[Kind, ...]


def _assessed(name: str, *codes: str) -> Kind:
    """Give assessments that found one of these factors."""
    return Kind(
        name=f"sign_assessed_{name}",
        source=FACTOR,
        where=lambda rows: functools.reduce(
            operator.or_, [rows.cinf_assessment_factors_json.contains(code) for code in codes]
        ),
    )


def _flagged(name: str, *codes: str) -> Kind:
    """Give flags of health services about adults."""
    return Kind(name=f"sign_health_{name}", source=HEALTH, who=Who.ADULTS, where=lambda rows: rows.kind.isin(codes))


CONCERNS = (
    Concern(
        "conflict",
        "violence or conflict at home",
        (
            Kind(
                name="sign_police_conflict",
                source=INCIDENT,
                where=lambda rows: (rows.incident_type == "DOMESTIC") | rows.domestic_flag.fill_null(False),
            ),
            Kind(name="sign_marac_conflict", source=MARAC),
            _assessed("conflict", "3A", "3B", "3C"),
            Kind(
                name="sign_homeless_conflict",
                source=HOMELESSNESS,
                where=lambda rows: rows.reason.isin(("DOMESTIC_ABUSE", "VIOLENCE")),
            ),
        ),
    ),
    Concern(
        "mind",
        "a parent's poor mental health",
        (
            _flagged("mind", "MENTAL_HEALTH", "SELF_HARM"),
            _assessed("mind", "4B", "4C"),
            Kind(
                name="sign_care_mind",
                source=CLIENT,
                where=lambda rows: rows.primary_support_reason == "MENTAL_HEALTH",
            ),
        ),
    ),
    Concern(
        "substance",
        "a parent's drinking or drug use",
        (
            _flagged("substance", "DRUGS", "ALCOHOL"),
            _assessed("substance", "1B", "1C", "2B", "2C"),
            Kind(name="sign_police_drugs", source=INCIDENT, where=lambda rows: rows.incident_type == "DRUGS"),
            Kind(
                name="sign_care_substance",
                source=CLIENT,
                where=lambda rows: rows.primary_support_reason == "SUBSTANCE",
            ),
        ),
    ),
    Concern(
        "money",
        "want of money",
        (
            Kind(name="sign_rent_money", source=RENT, where=lambda rows: rows.arrears_stage != "NONE"),
            Kind(name="sign_tax_money", source=COUNCIL_TAX_BALANCE, where=lambda rows: rows.stage != "NONE"),
            Kind(name="sign_debt_money", source=DEBT),
            Kind(
                name="sign_benefit_money",
                source=BENEFIT,
                where=lambda rows: rows.benefit.isin(("UC", "JSA", "ESA", "IS")),
            ),
        ),
    ),
    Concern(
        "housing",
        "a home at risk",
        (
            Kind(name="sign_homeless_housing", source=HOMELESSNESS),
            Kind(
                name="sign_rent_housing",
                source=RENT,
                where=lambda rows: rows.arrears_stage.isin(("NOSP", "COURT", "POSSESSION", "WARRANT", "EVICTED")),
            ),
        ),
    ),
)
BY_NAME = {concern.name: concern for concern in CONCERNS}
PAIRS = tuple(itertools.combinations(BY_NAME, 2))
_INFANTS = Kind(name="infants_at_home", source=MEMBER, where=lambda rows: rows.age_months < 12)
_WHEN = {QUARTER: "in the last 3 months", HALF: "in the last 6 months", YEAR: "in the last 12 months"}


def _counts(concern: Concern, weeks: int) -> tuple[Measure, ...]:
    return tuple(Measure(kind=kind, reading=Reading.COUNT, weeks=weeks) for kind in concern.signs)


def _signs(concern: Concern, weeks: int) -> Declared:
    """Count the signs of one trouble from all agencies."""
    when = _WHEN[weeks]
    return declared(
        TOPIC,
        f"signs_of_{concern.name}_{weeks}w",
        _counts(concern, weeks),
        lambda *found: total(found),
        working="the sum of {all}",
        question=f"How many signs of {concern.words} did all agencies together record {when}?",
        phrases=Phrases(
            many=f"{{value}} signs of {concern.words} {when}",
            one=f"1 sign of {concern.words} {when}",
            none=f"no sign of {concern.words} {when}",
            empty=f"signs of {concern.words}: no source arrived",
        ),
        unit="signs",
        aggregation=Aggregation.TOGETHER,
        partial=True,
    )


def _latest(concern: Concern) -> Declared:
    """Give whole weeks since any agency saw a sign of one trouble."""
    return declared(
        TOPIC,
        f"signs_of_{concern.name}_weeks_since",
        tuple(Measure(kind=kind, reading=Reading.LATEST, weeks=WHOLE_PAST) for kind in concern.signs),
        lambda *found: ibis.least(*found) // 7,
        working="the least of {all} days, in whole weeks",
        question=f"How many weeks ago did any agency record a sign of {concern.words}?",
        phrases=Phrases(
            many=f"the latest sign of {concern.words} was {{value}} weeks ago",
            one=f"the latest sign of {concern.words} was 1 week ago",
            none=f"a sign of {concern.words} within the last week",
            empty=f"no sign of {concern.words} on record",
        ),
        unit="weeks",
        expected=Expected.LOWERS,
        missing=Missing.NEVER,
        told_by=f"signs_of_{concern.name}_ever",
        aggregation=Aggregation.RECENCY,
        partial=True,
    )


def _ever(concern: Concern) -> Declared:
    """Count the signs of one trouble that were ever recorded."""
    return declared(
        TOPIC,
        f"signs_of_{concern.name}_ever",
        _counts(concern, WHOLE_PAST),
        lambda *found: total(found),
        working="the sum of {all}",
        question=f"How many signs of {concern.words} are on record with all agencies together?",
        phrases=Phrases(
            many=f"{{value}} signs of {concern.words} on record",
            one=f"1 sign of {concern.words} on record",
            none=f"no sign of {concern.words} on record",
            empty=f"signs of {concern.words}: no source arrived",
        ),
        unit="signs",
        aggregation=Aggregation.TOGETHER,
        partial=True,
    )


def _split(found: Sequence[ibis.Value], concerns: Sequence[Concern]) -> list[ibis.Value]:
    """Give for each trouble whether there is a sign of it: 1 or 0."""
    rest = iter(found)
    return [one_where(total([next(rest) for _ in concern.signs]) > 0) for concern in concerns]


def _breadth(weeks: int) -> Declared:
    """Count the troubles of which there is a sign."""
    when = _WHEN[weeks]
    return declared(
        TOPIC,
        f"concerns_{weeks}w",
        tuple(measure for concern in CONCERNS for measure in _counts(concern, weeks)),
        lambda *found: total(_split(found, CONCERNS)),
        working="of how many of the five troubles any of {all} is above 0",
        question=f"Of how many of five troubles (conflict, mental health, substances, money, housing) were there signs {when}?",
        phrases=Phrases(
            many=f"signs of {{value}} of 5 troubles at once {when}",
            one=f"signs of 1 of 5 troubles {when}",
            none=f"signs of none of 5 troubles {when}",
            empty="signs of trouble: no source arrived",
        ),
        unit="troubles",
        aggregation=Aggregation.TOGETHER,
        partial=True,
    )


def _pair(first: str, second: str) -> Declared:
    """Say whether there are signs of two troubles at once."""
    both = (BY_NAME[first], BY_NAME[second])
    words = f"{both[0].words} and of {both[1].words}"
    return declared(
        TOPIC,
        f"{first}_and_{second}_52w",
        tuple(measure for concern in both for measure in _counts(concern, YEAR)),
        lambda *found: functools.reduce(operator.mul, _split(found, both)),
        working="1 if any of {all} is above 0 for both troubles",
        question=f"Were there signs of {words} in the last 12 months?",
        phrases=Phrases(
            many=f"signs of {words} in the last 12 months",
            one=f"signs of {words} in the last 12 months",
            none=f"not signs of {words} at once in the last 12 months",
            empty="signs of trouble: no source arrived",
        ),
        unit="yes or no",
        aggregation=Aggregation.TOGETHER,
        partial=True,
    )


def _with_infant() -> Declared:
    """Count the troubles of which there is a sign in a family with a baby."""
    return declared(
        TOPIC,
        "concerns_with_infant_52w",
        (
            Measure(kind=_INFANTS, reading=Reading.COUNT, weeks=WHOLE_PAST),
            *(measure for concern in CONCERNS for measure in _counts(concern, YEAR)),
        ),
        lambda infants, *found: (infants > 0).ifelse(total(_split(found, CONCERNS)), 0),
        working="0 without a child under 1 ({0}), otherwise of how many troubles any of {all} is above 0",
        question="With a child under 1 in the family, of how many of five troubles were there signs in the last 12 months?",
        phrases=Phrases(
            many="a child under 1, and signs of {value} of 5 troubles in the last 12 months",
            one="a child under 1, and signs of 1 of 5 troubles in the last 12 months",
            none="no child under 1 with signs of trouble in the last 12 months",
            empty="signs of trouble: no source arrived",
        ),
        unit="troubles",
        aggregation=Aggregation.TOGETHER,
        partial=True,
    )


FEATURES = (
    *(_signs(concern, weeks) for concern in CONCERNS for weeks in (QUARTER, HALF, YEAR)),
    *(_ever(concern) for concern in CONCERNS),
    *(_latest(concern) for concern in CONCERNS),
    _breadth(QUARTER),
    _breadth(YEAR),
    *(_pair(*pair) for pair in PAIRS),
    _with_infant(),
)
