"""TF1.crime: young people from 10 to 18 committed a third fewer offences in six months than in as long before the family was attached, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import fallen
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import events, is_child

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    def _of_ten_or_more(row: Row) -> bool:
        age = row["age_months"]
        return is_child(row) and (age is None or age >= 120)

    offences = events(known, case, "feeds.youth_justice_offence", _of_ten_or_more)
    return fallen(case, offences, by_per_cent=case.local.offences_fall_by)


RULE = Rule(
    id="TF1.crime",
    answers=("TF1.a", "TF1.f"),
    headline=1,
    words="Young people from 10 to 18 committed {offences_fall_by} % fewer offences in {period} than in as long before the family was attached, or none.",
    standing=Standing.CONFIRMED,
    source="B&NES (33 % over six months); Croydon (none, or 30 %); that the baseline is the half-year before attachment is our reading",
    judge=_judge,
    reads=("feeds.youth_justice_offence",),
)
