"""Attendance, exclusions, special needs, moves between schools and other ways of being taught."""

from __future__ import annotations

from csps.contracts.feature import Aggregation, Expected, Missing, Phrases
from csps.contracts.model import Type
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
    percentage,
    share,
    trend,
    weeks_since,
)
from csps.features.formulas import one_where
from csps.features.kind import Kind, Measure, Reading, Who
from csps.features.source import Source
from csps.features.topics.agencies import EXCLUSION
from csps.features.topics.attendance import BY_CHILD, LEAST_SESSIONS, SESSIONS

TOPIC = "education"
ENROLMENT = Source(
    table="feeds.school_enrolment", reads=("estab", "provision", "fsm_eligible"), thing=("person_id", "estab")
)
NEEDS = Source(table="feeds.school_sen", reads=("need_type", "provision", "request_status"), thing=("person_id",))
AT_HOME = Source(table="feeds.school_home_education", reads=("suitability",), thing=("person_id",))
EARLY_YEARS = Source(table="feeds.early_years_takeup", reads=("taken_up",), thing=("person_id",))

_possible = Kind(name="sessions_possible", source=SESSIONS, amount=lambda rows: rows.possible)
_absent = Kind(name="sessions_absent", source=SESSIONS, amount=lambda rows: rows.absent)
_unauthorised = Kind(name="sessions_unauthorised", source=SESSIONS, amount=lambda rows: rows.unauthorised)
_late = Kind(name="sessions_late", source=SESSIONS, amount=lambda rows: rows.late)


def _total(kind: Kind, weeks: int, after: int = 0) -> Measure:
    return Measure(kind=kind, reading=Reading.TOTAL, weeks=weeks, after=after)


def _absence(name: str, kind: Kind, weeks: int, what: str, when: str) -> Declared:
    return share(
        TOPIC,
        name,
        (_total(kind, weeks), _total(_possible, weeks)),
        question=f"What share of their school sessions did the children miss {what}{when}?",
        phrases=Phrases(
            many=f"{{value}} % of school sessions missed {what}{when}",
            one=f"1 % of school sessions missed {what}{when}",
            none=f"no school session missed {what}{when}",
            empty=f"school attendance {when} is not known",
        ),
        told_by=f"school_sessions_{weeks}w",
    )


def _sessions(weeks: int, when: str) -> Declared:
    return amount(
        TOPIC,
        f"school_sessions_{weeks}w",
        _possible,
        Reading.TOTAL,
        question=f"How many half days of school are known for the children {when}?",
        phrases=Phrases(
            many=f"{{value}} half days of school known {when}",
            one=f"1 half day of school known {when}",
            none=f"no attendance at school known {when}",
            empty="attendance at school: the source did not arrive",
        ),
        unit="sessions",
        weeks=weeks,
        expected=Expected.EITHER,
        missing=Missing.NOTHING_HAPPENED,
    )


def _children_missing(name: str, per_cent: int, words: str) -> Declared:
    """Count children who missed at least so many of a hundred sessions in a year."""
    kind = Kind(
        name=name,
        source=BY_CHILD,
        each=("person_id",),
        where=lambda rows: (rows.possible >= LEAST_SESSIONS) & (100 * rows.absent >= per_cent * rows.possible),
    )
    noun = Noun(f"child who missed {words} of school", f"children who missed {words} of school")
    return counts(TOPIC, kind, noun, YEAR)[0]


_worst = Kind(
    name="worst_absence",
    source=BY_CHILD,
    where=lambda rows: rows.possible >= LEAST_SESSIONS,
    amount=lambda rows: 100 * rows.absent // rows.possible.nullif(0),
)
_at_school = Kind(
    name="children_at_school",
    source=BY_CHILD,
    each=("person_id",),
    where=lambda rows: rows.possible >= LEAST_SESSIONS,
)
_exclusions = Kind(name="exclusions", source=EXCLUSION)
_excluded = Kind(name="sessions_excluded", source=EXCLUSION, amount=lambda rows: rows.sessions)
_moves = Kind(name="schools_joined", source=ENROLMENT, who=Who.CHILDREN, first=True)

FEATURES = (
    _absence("absence_13w", _absent, QUARTER, "", "in the last 3 months"),
    _absence("absence_52w", _absent, YEAR, "", "in the last 12 months"),
    _absence("unauthorised_absence_52w", _unauthorised, YEAR, "without leave ", "in the last 12 months"),
    _absence("lateness_52w", _late, YEAR, "or begun late ", "in the last 12 months"),
    declared(
        TOPIC,
        "absence_change",
        (
            _total(_absent, QUARTER),
            _total(_possible, QUARTER),
            _total(_absent, HALF, QUARTER),
            _total(_possible, HALF, QUARTER),
        ),
        lambda absent, possible, absent_before, possible_before: (
            percentage(absent, possible) - percentage(absent_before, possible_before)
        ),
        question="By how many percentage points did the children miss more school in the last 3 months than in the 3 before?",
        phrases=Phrases(
            many="{value} percentage points more school missed in the last 3 months than in the 3 before",
            one="1 percentage point more school missed in the last 3 months than in the 3 before",
            none="as much school missed in the last 3 months as in the 3 before",
            empty="school attendance in the last 6 months is not known",
            fewer="{value} percentage points less school missed in the last 3 months than in the 3 before",
        ),
        unit="percentage points",
        missing=Missing.NOT_KNOWN,
        type=Type.REAL,
        aggregation=Aggregation.CHANGE,
        working="100 x {0} / {1} - 100 x {2} / {3}",
        told_by="school_known_two_quarters",
    ),
    declared(
        TOPIC,
        "school_known_two_quarters",
        (_total(_possible, QUARTER), _total(_possible, HALF, QUARTER)),
        lambda this, before: one_where((this > 0) & (before > 0)),
        working="1 if {0} and {1} are above 0",
        question="Is attendance at school known for both of the last two quarters?",
        phrases=Phrases(
            many="attendance at school is known for both of the last two quarters",
            one="attendance at school is known for both of the last two quarters",
            none="attendance at school is not known for both of the last two quarters",
            empty="attendance at school: the source did not arrive",
        ),
        unit="yes or no",
        expected=Expected.EITHER,
        aggregation=Aggregation.TOGETHER,
    ),
    _sessions(QUARTER, "in the last 3 months"),
    _sessions(YEAR, "in the last 12 months"),
    amount(
        TOPIC,
        "worst_absence_52w",
        _worst,
        Reading.MOST,
        question="What share of school did the child who missed most miss in the last 12 months?",
        phrases=Phrases(
            many="the child who missed most school missed {value} % in the last 12 months",
            one="the child who missed most school missed 1 % in the last 12 months",
            none="no child missed 1 % of school in the last 12 months",
            empty="school attendance in the last 12 months is not known",
        ),
        unit="per cent",
        weeks=YEAR,
        told_by="children_at_school_52w",
    ),
    *counts(
        TOPIC,
        _at_school,
        Noun("child whose attendance is known", "children whose attendance is known"),
        YEAR,
        expected=Expected.EITHER,
    ),
    _children_missing("persistently_absent", 10, "a tenth or more"),
    _children_missing("severely_absent", 50, "half or more"),
    *counts(TOPIC, _exclusions, Noun("exclusion or suspension", "exclusions or suspensions"), QUARTER, YEAR, TWO_YEARS),
    trend(TOPIC, _exclusions, Noun("exclusion or suspension", "exclusions or suspensions")),
    weeks_since(TOPIC, _exclusions, Noun("exclusion or suspension"), told_by="exclusions_104w"),
    amount(
        TOPIC,
        "sessions_excluded_52w",
        _excluded,
        Reading.TOTAL,
        question="How many half days of school were the children excluded from in the last 12 months?",
        phrases=Phrases(
            many="excluded from {value} half days of school in the last 12 months",
            one="excluded from 1 half day of school in the last 12 months",
            none="excluded from no school in the last 12 months",
            empty="exclusions: the source did not arrive",
        ),
        unit="sessions",
        weeks=YEAR,
        missing=Missing.NOTHING_HAPPENED,
    ),
    *counts(
        TOPIC,
        Kind(name="permanent_exclusions", source=EXCLUSION, where=lambda rows: rows.exclusion_type == "PERM"),
        Noun("permanent exclusion"),
        TWO_YEARS,
    ),
    now(
        TOPIC,
        Kind(name="special_needs", source=NEEDS, where=lambda rows: rows.is_open & rows.provision.isin(("K", "E"))),
        Noun("child with special educational needs", "children with special educational needs"),
        expected=Expected.EITHER,
    ),
    now(
        TOPIC,
        Kind(name="education_plans", source=NEEDS, where=lambda rows: rows.is_open & (rows.provision == "E")),
        Noun("child with an education, health and care plan", "children with an education, health and care plan"),
        expected=Expected.EITHER,
    ),
    now(
        TOPIC,
        Kind(name="social_emotional_needs", source=NEEDS, where=lambda rows: rows.is_open & (rows.need_type == "SEMH")),
        Noun(
            "child with social, emotional or mental health needs at school",
            "children with social, emotional or mental health needs at school",
        ),
    ),
    now(
        TOPIC,
        Kind(
            name="plan_requests",
            source=NEEDS,
            where=lambda rows: (
                rows.is_open & rows.request_status.isin(("REQUESTED", "ASSESSING", "REFUSED", "PLAN_NO_PROVISION"))
            ),
        ),
        Noun("child whose request for a plan is not met", "children whose request for a plan is not met"),
    ),
    now(
        TOPIC,
        Kind(
            name="free_school_meals",
            source=ENROLMENT,
            each=("person_id",),
            where=lambda rows: rows.is_open & rows.fsm_eligible.fill_null(False),
        ),
        Noun("child with free school meals", "children with free school meals"),
    ),
    now(
        TOPIC,
        Kind(
            name="alternative_provision",
            source=ENROLMENT,
            each=("person_id",),
            where=lambda rows: rows.is_open & rows.provision.isin(("AP", "PRU")),
        ),
        Noun("child in alternative provision", "children in alternative provision"),
    ),
    *counts(TOPIC, _moves, Noun("school joined", "schools joined"), YEAR, TWO_YEARS),
    now(
        TOPIC,
        Kind(name="home_educated", source=AT_HOME, where=lambda rows: rows.is_open),
        Noun("child taught at home", "children taught at home"),
        expected=Expected.EITHER,
    ),
    *counts(
        TOPIC,
        Kind(name="early_years_not_taken_up", source=EARLY_YEARS, where=lambda rows: rows.taken_up == False),  # noqa: E712 - an Ibis condition
        Noun("child whose early years place was not taken up", "children whose early years place was not taken up"),
        YEAR,
    ),
)
