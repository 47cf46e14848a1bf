"""Attendance of a term in one row, as the school census has it."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.feeds.education import AGENCY, PUPIL
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import ATTENDANCE

ATTENDANCE_TERM = Table(
    name="feeds.termly_attendance",
    agency=AGENCY,
    meaning="Half-day sessions of a pupil in one term, in total and by register code.",
    row="one row per pupil, school and term",
    key=("attendance_ref",),
    person="pupil_id",
    retention=ATTENDANCE,
    purposes=c.CASE_FACTS,
    source="school census, termly attendance; each code counts as its register code does in its own time",
    columns=(
        c.reference("attendance_ref", "Pupil, school, year and term.", required=True),
        c.person_reference("pupil_id", "The pupil: the unique pupil number, or the system's own.", references=PUPIL),
        c.text("estab", "Number of the school.", sensitivity=Sensitivity.ORDINARY),
        c.text("academic_year", "Academic year, as the file writes it.", sensitivity=Sensitivity.ORDINARY),
        c.text("term", "Term, as the file writes it.", sensitivity=Sensitivity.ORDINARY),
        c.count("sessions_possible", "Sessions the pupil could have attended.", "half days", required=True),
        c.count("sessions_authorised", "Sessions missed with leave.", "half days"),
        c.count("sessions_unauthorised", "Sessions missed without leave.", "half days"),
        c.text(
            "sessions_by_code", 'Sessions by register code, as in {"I":4,"M":1}; codes without a session are left out.'
        ),
    ),
)

TABLES = (ATTENDANCE_TERM,)
