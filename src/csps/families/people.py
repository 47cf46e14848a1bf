"""The people that linkage found, and what limits their counting: death, care, refuge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from csps.domain.weeks import DEEMED_DAY_OF_BIRTH
from csps.families.columns import Codes, Days, Flags, Rows, begun_by, known_until
from csps.store.known import with_withdrawals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import numpy.typing as npt

    from csps.store import Connection

UNKNOWN = -1
ADULT_MONTHS = 18 * 12
WITH_PARENTS = ("P1",)  # SSDA903 placement codes: placed with own parents or others with parental responsibility
CASES = {  # work of children's social care or the programme with somebody, from one day to another
    "feeds.ssd_cin_episodes": ("cine_referral_date", "cine_close_date"),
    "feeds.ssd_cp_plans": ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    "feeds.ssd_s47_enquiry": ("s47e_s47_start_date", "s47e_s47_end_date"),
    "feeds.ssd_early_help_episodes": ("earl_episode_start_date", "earl_episode_end_date"),
    "feeds.programme_member": ("joined_on", "left_on"),
}
DEATHS = {"feeds.ssd_person": "pers_death_date", "feeds.adult_social_care_client": "date_of_death"}


@dataclass(frozen=True, slots=True)
class Person(Rows):
    """A person in the order of `person_id`: the pseudonym, and the month of birth or None."""

    person_id: npt.NDArray[Any]
    month_of_birth: npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Span(Rows):
    """Something that holds for a person between two days (NaT: still), as versions known between two days.

    `unit` is what it belongs to, in numbers of its own, where that is asked for; else nought.
    """

    person: Codes
    started_on: Days
    ended_on: Days
    known_on: Days
    known_until: Days
    unit: Codes


class Index:
    """Positions of persons: which person a record is about, as an expression that joins to any table of feeds.

    Args:
        lake: where linkage lies.
    """

    def __init__(self, lake: Connection) -> None:
        people = lake.table("linkage.person").select("person_id", "month_of_birth")
        numbered = people.mutate(person=ibis.row_number().over(order_by="person_id"))
        self.people = Person.of(numbered.order_by("person"))
        link = lake.table("linkage.record_link").select("record_id", "person_id")
        self.link = link.join(numbered.select("person_id", "person"), "person_id").select("record_id", "person")
        self._lake = lake

    def deaths(self) -> Span:
        """Read who has died: spans that begin on the day."""
        told = [(table, table[DEATHS[name]], ibis.null("date")) for name, table in self._held(*DEATHS)]
        return self._spans([_spans_of(*each) for each in told])

    def care(self) -> Span:
        """Read who was looked after away from their parents."""
        parts = []
        for _, table in self._held("feeds.ssd_cla_episodes"):
            away = table.filter(~table.clap_cla_placement_type.fill_null("").isin(WITH_PARENTS))
            parts.append(_spans_of(away, away.clae_cla_episode_start_date, away.clae_cla_episode_ceased_date))
        return self._spans(parts)

    def refuges(self) -> Span:
        """Read who was in a refuge, by the restriction that says so, an agency's or one that somebody here set."""
        parts = []
        for _, table in self._held("feeds.restriction"):
            kept = table.filter(table.kind == "REFUGE")
            parts.append(_spans_of(kept, kept.start_date, kept.end_date, unit=kept.restriction_ref))
        for _, table in self._held("privacy.stated_restriction"):
            kept = table.filter(table.kind == "REFUGE")
            unit = ibis.literal("stated ") + kept.statement.cast("string")
            parts.append(_spans_of(kept, kept.started_on, kept.ended_on, unit=unit))
        return self._spans(parts, units=True)

    def pregnancies(self) -> Span:
        """Read who was known to expect a child: health flags, and due dates in homelessness applications."""
        parts = []
        for _, table in self._held("feeds.health_flag"):
            flagged = table.filter(table.kind == "PREGNANCY")
            ends = ibis.coalesce(flagged.end_date, flagged.start_date + ibis.interval(days=PREGNANCY_DAYS))
            parts.append(_spans_of(flagged, flagged.start_date, ends))
        for _, table in self._held("feeds.homelessness_person"):
            due = table.filter(table.pregnancy_due_date.notnull())
            parts.append(_spans_of(due, due.joined_date, due.pregnancy_due_date))
        return self._spans(parts)

    def unborn(self) -> Span:
        """Read the records of children whom social care expects to be born."""
        parts = []
        for _, table in self._held("feeds.ssd_person"):
            expected = table.filter(table.pers_expected_dob.notnull() & table.month_of_birth.isnull())
            parts.append(_spans_of(expected, expected.known_on, ibis.null("date")))
        return self._spans(parts)

    def enrolments(self) -> Span:
        """Read on which school's roll who was."""
        return self._spans(
            [
                _spans_of(table, table.entry_date, table.leaving_date, unit=table.estab)
                for _, table in self._held("feeds.school_enrolment")
            ]
        )

    def taught_at_home(self) -> Span:
        """Read who was educated at home by choice, and so on no roll."""
        return self._spans(
            [
                _spans_of(table, table.start_date, table.end_date)
                for _, table in self._held("feeds.school_home_education")
            ]
        )

    def cases(self) -> Span:
        """Read with whom social care or the programme worked from one day to another."""
        parts = []
        for name, table in self._held(*CASES):
            start, end = CASES[name]
            parts.append(_spans_of(table, table[start], table[end], unit=ibis.literal(name)))
        return self._spans(parts)

    def _held(self, *names: str) -> Iterator[tuple[str, ibis.Table]]:
        """Yield those of some tables that the lake holds, with when their rows were taken back."""
        for name in names:
            if self._lake.holds(name):
                yield name, with_withdrawals(self._lake, name)

    def _spans(self, parts: Sequence[ibis.Table], *, units: bool = False) -> Span:
        """Read the spans of several tables, in the shape of `_spans_of`; the last version known counts.

        Args:
            parts: a table each.
            units: whether it is asked to which unit a span belongs: numbers of words take long.
        """
        if not parts:
            numbers, days = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]")
            return Span(numbers, days, days, days, days, numbers)
        rows = ibis.union(*parts).rename(unit_text="unit")
        named = rows.mutate(stands=rows.withdrawn_on.isnull())
        versions = named.mutate(known_until=known_until(named, ["record_id", "unit_text", "started_on"]))
        joined = versions.join(self.link, "record_id")
        coded = joined.mutate(unit=ibis.dense_rank().over(order_by="unit_text") if units else ibis.literal(0))
        return Span.of(coded.order_by("person", "unit", "started_on", "known_on", "ended_on"))


PREGNANCY_DAYS = 280


def _spans_of(table: ibis.Table, start: Any, end: Any, unit: Any = None) -> ibis.Table:
    """Give a table's rows as spans."""
    chosen = table.select(
        record_id=table.record_id,
        started_on=start.cast("date"),
        ended_on=end.cast("date"),
        known_on=table.known_on,
        withdrawn_on=table.withdrawn_on,
        unit=ibis.literal("") if unit is None else unit,
    )
    return chosen.filter(chosen.started_on.notnull())


def in_force(spans: Span, day: date) -> Span:
    """Give the spans that hold on a day, as they were known by then."""
    on = np.datetime64(day)
    return spans.only(begun_by(spans, on) & ~(spans.ended_on < on))


def whom(spans: Span, day: date, count: int) -> Flags:
    """Flag the persons for whom a span holds on a day."""
    flags = np.zeros(count, bool)
    flags[in_force(spans, day).person] = True
    return flags


def ages_in_months(month_of_birth: npt.NDArray[Any], day: date) -> Codes:
    """Give whole months of age, everybody deemed born on the 15th; -1 where the month is not known or lies ahead.

    >>> from datetime import date
    >>> ages_in_months(np.array(["2020-01", None], dtype=object), date(2020, 3, 14)).tolist()
    [1, -1]
    """
    known = np.array([value is not None for value in month_of_birth.tolist()], bool)
    months = np.zeros(len(known), np.int64)
    born = np.asarray(month_of_birth[known].tolist(), dtype="datetime64[M]").astype(np.int64)
    this_month = np.datetime64(day, "M").astype(np.int64)
    lived = this_month - born - (day.day < DEEMED_DAY_OF_BIRTH)
    months[known] = np.where(born > this_month, UNKNOWN, np.maximum(lived, 0))
    months[~known] = UNKNOWN
    return months
