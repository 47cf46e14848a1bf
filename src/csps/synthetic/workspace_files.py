"""What lies in a synthetic workspace beside its deliveries: the council's choices, marked as nobody's.

The file obeys `csps.settings`: every key it holds is one that a council must choose, so it also serves as an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import table as contract
from csps.contracts.model import Purpose
from csps.domain.weeks import WEEK, YEAR_WEEKS
from csps.synthetic.agencies.schedule import feed_style

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.synthetic.calendar import Calendar
    from csps.synthetic.deliveries import Counted

IN_TERM = "weekly in term"
SENT_IN_TERM = frozenset({"feeds.school_attendance"})  # a register that is not called is not sent
LATE_AFTER_DAYS = {"weekly": 14, IN_TERM: 70, "monthly": 45}  # no holiday is longer, and no month

HEAD = """\
# The choices of a council that does not exist: a synthetic borough made by `csps synthetic make`. Nobody in it is real.
# Each choice has an owner, the post that answers for it, and a day by which it must be looked at again.

[workspace]
version = 1
synthetic = true
council = "Synthetic borough"
as_of = {end}
{owned}

# Which families are looked at.
[cohort]
child_under_years = 18
expected_children = true
seen_within_weeks = 104
{owned}

# How far ahead each model looks.
[horizons]
maltreatment_weeks = 52
eligibility_weeks = 26
{owned}

# How many families people can look at in a week.
[capacity]
families_a_week = 20
{owned}

# How sure it must be that two records are of one person, in bits of evidence.
[linkage]
sure = 6.0
possible = 2.0
most_records = 400
{owned}

# Ranges of scores; a higher score never has a lower band.
[bands]
levels = [
  {{ name = "few signs", from_score = 0.0 }},
  {{ name = "some signs", from_score = 0.05 }},
  {{ name = "many signs", from_score = 0.15 }},
  {{ name = "very many signs", from_score = 0.35 }},
]
{owned}

# What an approval of a model is worth.
[approval]
valid_weeks = 52
reviewers = 1
{owned}

# Which rules of the programme are in force on which day. Without a name, the last are the council's own ("local").
[[rule_sets]]
name = "TFP2015"
in_force_from = 2015-04-01
in_force_to = 2022-10-02
{owned}

[[rule_sets]]
name = "SF2022"
in_force_from = 2022-10-03
in_force_to = 2025-03-31
{owned}

[[rule_sets]]
in_force_from = 2025-04-01
{owned}

# One block per feed: what arrives, how it is written, when it is odd, and what it may be used for.
"""
OWNED = """\
owner = "{owner}"
review_on = {review}"""
FEED = """
[feeds.{name}]
agency = "{agency}"
table = "{table}"
pattern = "{agency}/{name}_*.csv"
format = "csv"
delimiter = {delimiter}
date_format = "{date_format}"
encoding = "{encoding}"
known_on = {{ source = "file name", date_format = "%Y-%m-%d" }}
rhythm = "{rhythm}"
late_after_days = {late}
expected_rows = {{ least = 0, most = {most} }}
when_late = "pass"
when_short = "hold"
when_double = "hold"
gateway = "none is needed: the people are invented"
regime = "UK GDPR"
purposes = [{purposes}]
retention = {{ years = {years}, after = "{after}" }}
{owned}
"""
FEWEST_MOST_ROWS = 1_000


def write_workspace_files(workspace: Path, calendar: Calendar, counted: Mapping[str, Counted]) -> None:
    """Write `programme.toml` with a block for every feed that was delivered."""
    review = (calendar.end + YEAR_WEEKS * WEEK).isoformat()
    head = HEAD.format(
        end=calendar.end.isoformat(), owned=OWNED.format(owner="Invented programme board", review=review)
    )
    blocks = [_feed(table, counted[table].lines, review) for table in sorted(counted)]
    (workspace / "programme.toml").write_text("".join([head, *blocks]), encoding="utf-8")


def _feed(table: str, lines: int, review: str) -> str:
    """Write the block of one feed.

    Args:
        table: the contract's name.
        lines: how many were delivered in all files together.
        review: the day of its next review.
    """
    style, declared = feed_style(table), contract(table)
    rhythm = IN_TERM if table in SENT_IN_TERM else style.rhythm
    allowed = frozenset[Purpose]().union(*(declared.purposes_of(name) for name in declared.column_names))
    purposes = sorted(purpose.value for purpose in allowed - {Purpose.OPERATIONS})
    return FEED.format(
        name=style.name,
        agency=style.agency,
        table=table,
        delimiter='"\\t"' if style.delimiter == "\t" else f'"{style.delimiter}"',
        date_format=style.date_format,
        encoding=style.encoding,
        rhythm=rhythm,
        late=LATE_AFTER_DAYS[rhythm],
        most=max(FEWEST_MOST_ROWS, 10 ** len(str(lines))),
        purposes=", ".join(f'"{purpose}"' for purpose in purposes),
        years=declared.retention.years,
        after=declared.retention.after,
        owned=OWNED.format(owner=f"Invented data owner of {style.agency.replace('_', ' ')}", review=review),
    )
