"""The education agency from beginning to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.synthetic.agencies.education.admissions import admission_rows
from csps.synthetic.agencies.education.attendance import AttendanceFeed, attend
from csps.synthetic.agencies.education.careers import follow, ordinary_events
from csps.synthetic.agencies.education.early_years import early_years_rows
from csps.synthetic.agencies.education.exclusions import exclude, exclusion_rows, on_one_roll, sent_elsewhere
from csps.synthetic.agencies.education.home_education import home_education_rows
from csps.synthetic.agencies.education.needs import need_rows
from csps.synthetic.agencies.education.pupils import pupils_of
from csps.synthetic.agencies.education.roll import enrol, enrolment_rows
from csps.synthetic.agencies.education.schools import Schools

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Batch
    from csps.synthetic.agencies.watch import Watch


def watch_education(watch: Watch) -> list[Batch | AttendanceFeed]:
    """Give every table of schools and early years; attendance as a feed that is read week by week."""
    residence = watch.history.residence
    first = watch.calendar.start_day
    residents = int(((residence["start"] <= first) & (residence["end"] > first)).sum())
    pupils, schools = pupils_of(watch), Schools.for_residents(residents)
    events = ordinary_events(watch, pupils)
    without_exclusions = follow(watch, pupils, schools, events)
    drawn = exclude(watch, without_exclusions)
    careers = follow(watch, pupils, schools, events + sent_elsewhere(watch, without_exclusions, drawn))
    exclusions = on_one_roll(drawn, careers)
    roll = enrol(watch, careers)
    return [
        enrolment_rows(watch, roll),
        exclusion_rows(watch, roll, exclusions),
        need_rows(watch, roll),
        home_education_rows(watch, roll),
        admission_rows(watch, roll),
        early_years_rows(watch),
        attend(watch, roll, exclusions),
    ]
