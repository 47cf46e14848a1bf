"""SF6.5: a child is at risk of radicalisation."""

from __future__ import annotations

from csps.outcomes.line import Line, Standing

LINE = Line(
    id="SF6.5",
    headline=6,
    words="A child is at risk of radicalisation.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    lacking="the Channel panel delivers nothing: met by nomination only",
)
