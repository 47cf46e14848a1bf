"""What lies in a synthetic workspace beside its deliveries: the council's choices, marked as nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import table as contract
from csps.contracts.model import Purpose
from csps.synthetic.agencies.schedule import feed_style

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.synthetic.calendar import Calendar
    from csps.synthetic.deliveries import Counted

HEAD = """\
# The choices of a council that does not exist: a synthetic borough made by `csps synthetic make`. Nobody in it is real.

[workspace]
version = 1
synthetic = true
council = "Synthetic borough"
as_of = {end}

# One block per feed: what arrives, how it is written, and what it may be used for.
"""
FEED = """
[feeds.{name}]
agency = "{agency}"
table = "{table}"
pattern = "{agency}/{name}_*.csv"
delimiter = {delimiter}
date_format = "{date_format}"
encoding = "{encoding}"
rhythm = "{rhythm}"
known_on = "date in the file's name"
purposes = [{purposes}]
"""


def write_workspace_files(workspace: Path, calendar: Calendar, counted: Mapping[str, Counted]) -> None:
    """Write `programme.toml` with a block for every feed that was delivered."""
    blocks = [HEAD.format(end=calendar.end.isoformat())]
    for table in sorted(counted):
        style = feed_style(table)
        purposes = sorted(purpose.value for purpose in contract(table).purposes if purpose is not Purpose.OPERATIONS)
        blocks.append(
            FEED.format(
                name=style.name,
                agency=style.agency,
                table=table,
                delimiter='"\\t"' if style.delimiter == "\t" else f'"{style.delimiter}"',
                date_format=style.date_format,
                encoding=style.encoding,
                rhythm=style.rhythm,
                purposes=", ".join(f'"{purpose}"' for purpose in purposes),
            )
        )
    (workspace / "programme.toml").write_text("".join(blocks), encoding="utf-8")
