"""Who the family is, how it has changed, where it moved, and how many agencies know it."""

from __future__ import annotations

import ibis

from csps.contracts.feature import Aggregation, Expected, Missing, Phrases
from csps.features.declaration import (
    HALF,
    QUARTER,
    TWO_YEARS,
    YEAR,
    Declared,
    Noun,
    amount,
    counts,
    declared,
    now,
    weeks_since,
)
from csps.features.formulas import above_nought
from csps.features.kind import WHOLE_PAST, Kind, Measure, Reading, Who
from csps.features.source import FAMILIES, MEMBERS, Source
from csps.features.topics.agencies import SEEN

TOPIC = "family"
FAMILY = Source(
    table=FAMILIES,
    reads=("members", "children", "adults", "expected_children", "youngest_months", "oldest_child_months"),
)
MEMBER = Source(table=MEMBERS, thing=("person_id",))
HOME = Source(table="linkage.residence", reads=("place_occupancy",), thing=("place_id",))


def _size(column: str, noun: Noun) -> Declared:
    kind = (
        _MEMBERS
        if column == "members"
        else Kind(name=f"family_{column}", source=FAMILY, amount=lambda rows: rows[column])
    )
    return amount(
        TOPIC,
        f"family_{column}",
        kind,
        Reading.MOST,
        question=f"How many {noun.plural} are in the family?",
        phrases=Phrases(
            many=f"{{value}} {noun.plural} in the family",
            one=f"1 {noun.one} in the family",
            none=f"no {noun.one} in the family",
            empty=f"the number of {noun.plural} is not known",
        ),
        unit=noun.plural,
        expected=Expected.EITHER,
        missing=Missing.NOTHING_HAPPENED,
    )


def _aged(name: str, least: int, below: int, noun: Noun) -> Declared:
    """Count children from one age in years to below another."""
    kind = Kind(
        name=name,
        source=MEMBER,
        where=lambda rows: (rows.age_months >= 12 * least) & (rows.age_months < 12 * below),
    )
    return now(TOPIC, kind, noun, expected=Expected.EITHER)


def _age(name: str, column: str, which: str) -> Declared:
    kind = Kind(name=name, source=FAMILY, amount=lambda rows: rows[column])
    return amount(
        TOPIC,
        name,
        kind,
        Reading.LEAST,
        question=f"How old is the {which} child, in months?",
        phrases=Phrases(
            many=f"the {which} child is {{age}} old",
            one=f"the {which} child is 1 month old",
            none=f"the {which} child is less than a month old",
            empty=f"the age of the {which} child is not known",
        ),
        unit="months",
        expected=Expected.EITHER,
        told_by="children_of_known_age_now",
    )


_LONE = Kind(name="lone_adult", source=FAMILY, where=lambda rows: (rows.adults == 1) & (rows.children > 0))
_NEW_ADULT = Kind(name="new_adults", source=MEMBER, who=Who.ADULTS)
_YOUNG_CARER = Kind(
    name="carers_under_22",
    source=MEMBER,
    who=Who.ADULTS,
    where=lambda rows: (rows.member_role == "carer") & (rows.age_months < 22 * 12),
)
_OTHER_ADULT = Kind(name="adults_besides_carers", source=MEMBER, where=lambda rows: rows.member_role == "adult")
_NEW_HOME = Kind(name="homes_of_children", source=HOME, who=Who.CHILDREN, first=True)
_CROWD = Kind(
    name="people_at_home", source=HOME, where=lambda rows: rows.is_open, amount=lambda rows: rows.place_occupancy
)
_HOMES = Kind(name="homes", source=HOME, where=lambda rows: rows.is_open)
_MEMBERS = Kind(name="family_members", source=FAMILY, amount=lambda rows: rows.members)
_NEW_ADULT_HOME = Kind(name="homes_of_adults", source=HOME, who=Who.ADULTS, each=("person_id", "place_id"), first=True)


def _breadth(weeks: int, when: str) -> Declared:
    """Count the agencies that recorded anything; an agency that sends nothing counts as one that knows nothing."""
    measures = tuple(Measure(kind=kind, reading=Reading.COUNT, weeks=weeks) for kind in SEEN.values())
    return declared(
        TOPIC,
        f"agencies_{'ever' if weeks == WHOLE_PAST else f'{weeks}w'}",
        measures,
        lambda *found: above_nought(found),
        question=f"How many agencies recorded something about the family {when}?",
        phrases=Phrases(
            many=f"{{value}} agencies recorded something {when}",
            one=f"1 agency recorded something {when}",
            none=f"no agency recorded anything {when}",
            empty="the number of agencies is not known",
        ),
        unit="agencies",
        aggregation=Aggregation.BREADTH,
        working="how many of {all} are above 0",
        partial=True,
    )


def _breadth_change() -> Declared:
    """Compare how many agencies recorded anything in the last half year with how many did in the half year before."""
    measures = tuple(
        Measure(kind=kind, reading=Reading.COUNT, weeks=weeks, after=after)
        for weeks, after in ((HALF, 0), (YEAR, HALF))
        for kind in SEEN.values()
    )
    return declared(
        TOPIC,
        "agencies_change",
        measures,
        lambda *found: above_nought(found[: len(SEEN)]) - above_nought(found[len(SEEN) :]),
        question="How many more agencies recorded something in the last 6 months than in the 6 before?",
        phrases=Phrases(
            many="{value} more agencies recorded something in the last 6 months than in the 6 before",
            one="1 more agency recorded something in the last 6 months than in the 6 before",
            none="as many agencies recorded something in the last 6 months as in the 6 before",
            empty="the number of agencies is not known",
            fewer="{value} fewer agencies recorded something in the last 6 months than in the 6 before",
        ),
        unit="agencies",
        aggregation=Aggregation.CHANGE,
        working="of {all}, how many of the first half are above 0, less how many of the second half",
        partial=True,
    )


def _last_seen() -> Declared:
    """Give whole weeks since any agency recorded anything."""
    return declared(
        TOPIC,
        "any_agency_weeks_since",
        tuple(Measure(kind=kind, reading=Reading.LATEST, weeks=WHOLE_PAST) for kind in SEEN.values()),
        lambda *found: ibis.least(*found) // 7,
        question="How many weeks ago did any agency record something about the family?",
        phrases=Phrases(
            many="an agency last recorded something {value} weeks ago",
            one="an agency last recorded something 1 week ago",
            none="an agency recorded something within the last week",
            empty="no agency ever recorded anything",
        ),
        unit="weeks",
        expected=Expected.LOWERS,
        missing=Missing.NEVER,
        told_by="agencies_ever",
        aggregation=Aggregation.RECENCY,
        working="the least of {all} days, in whole weeks",
        partial=True,
    )


FEATURES = (
    _size("members", Noun("person", "people")),
    _size("children", Noun("child", "children")),
    _size("adults", Noun("adult")),
    _size("expected_children", Noun("expected child", "expected children")),
    _age("youngest_child_months", "youngest_months", "youngest"),
    _age("oldest_child_months", "oldest_child_months", "oldest"),
    now(
        TOPIC,
        Kind(
            name="children_of_known_age",
            source=MEMBER,
            where=lambda rows: (rows.member_role == "child") & rows.age_months.notnull(),
        ),
        Noun("child whose age is known", "children whose age is known"),
        expected=Expected.EITHER,
    ),
    _aged("infants", 0, 1, Noun("child under 1", "children under 1")),
    _aged("children_1_to_4", 1, 5, Noun("child from 1 to 4", "children from 1 to 4")),
    _aged("children_5_to_10", 5, 11, Noun("child from 5 to 10", "children from 5 to 10")),
    _aged("children_11_to_17", 11, 18, Noun("child from 11 to 17", "children from 11 to 17")),
    declared(
        TOPIC,
        "lone_adult",
        (Measure(kind=_LONE, reading=Reading.COUNT, weeks=WHOLE_PAST),),
        question="Is there one adult alone with the children?",
        phrases=Phrases(
            many="one adult alone with the children",
            one="one adult alone with the children",
            none="more than one adult, or none",
            empty="the number of adults is not known",
        ),
        unit="yes or no",
        aggregation=Aggregation.NOW,
    ),
    now(TOPIC, _YOUNG_CARER, Noun("parent or carer under 22", "parents or carers under 22")),
    now(TOPIC, _OTHER_ADULT, Noun("adult who is not a parent or carer", "adults who are not parents or carers")),
    *counts(TOPIC, _NEW_ADULT, Noun("adult whose tie to the family is new", "adults whose tie is new"), HALF, YEAR),
    *counts(TOPIC, _NEW_HOME, Noun("new home of a child", "new homes of a child"), HALF, YEAR, TWO_YEARS, WHOLE_PAST),
    *counts(TOPIC, _NEW_ADULT_HOME, Noun("move of an adult", "moves of an adult"), HALF, YEAR),
    weeks_since(TOPIC, _NEW_HOME, Noun("move of a child", "moves of a child"), told_by="homes_of_children_ever"),
    amount(
        TOPIC,
        "people_at_home",
        _CROWD,
        Reading.MOST,
        question="How many people are known to live at the family's address?",
        phrases=Phrases(
            many="{value} people known at the address",
            one="1 person known at the address",
            none="nobody known at the address",
            empty="the address is not known",
        ),
        unit="people",
        told_by="homes_now",
    ),
    now(TOPIC, _HOMES, Noun("place where members live", "places where members live"), expected=Expected.EITHER),
    declared(
        TOPIC,
        "others_at_home",
        (
            Measure(kind=_CROWD, reading=Reading.MOST, weeks=WHOLE_PAST),
            Measure(kind=_MEMBERS, reading=Reading.MOST, weeks=WHOLE_PAST),
        ),
        lambda there, ours: (there < ours).ifelse(0, there - ours),
        working="{0} people known at the address, {1} of them the family's, never below 0",
        question="How many people outside the family are known to live at its address?",
        phrases=Phrases(
            many="{value} people outside the family known at the address",
            one="1 person outside the family known at the address",
            none="nobody else known at the address",
            empty="the address is not known",
        ),
        unit="people",
        missing=Missing.NOT_KNOWN,
        expected=Expected.EITHER,
        aggregation=Aggregation.TOGETHER,
        told_by="homes_now",
    ),
    _breadth(QUARTER, "in the last 3 months"),
    _breadth(YEAR, "in the last 12 months"),
    _breadth(WHOLE_PAST, "at any time"),
    _breadth_change(),
    _last_seen(),
)
