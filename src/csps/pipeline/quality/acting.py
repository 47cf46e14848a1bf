"""What somebody should do about the data of a week, the most pressing first, each in one sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.worklist.words import day, joined, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.pipeline.quality.figures import FeedQuality, Quality

MANY_REJECTED = 0.01
"""Share of a week's rows of a feed from which rejections are somebody's work."""
FEW, MANY = 0.5, 2.0
"""Rows beside the fewest and the most of the weeks before: below the one or above the other they are said."""
ROWS_APART = 20
"""Rows from which such a difference is said."""
LESS_FILLED = 0.1
"""Share by which a group of columns came less complete than usual, from which it is said."""
ERRORS = 4
"""Standard errors from which a difference of two shares is no chance: a report names some three hundred groups."""
MANY_FINDINGS, MORE_THAN_USUAL = 10, 3
"""Findings under one rule from which they are said, where they are also so many times the usual."""

MENDED = "Have the agency send these rows again, mended."


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do.

    Args:
        feed: about which feed.
        agency: whom to ask.
        what: what is the matter.
        how: what to do.
    """

    feed: str
    agency: str
    what: str
    how: str


def tasks(quality: Quality) -> list[Task]:
    """Give what should be done: first what kept data out, then what is missing, then what is doubtful."""
    kinds = (_kept_out, _late, _rejected, _emptied, _unusual_length, _less_filled, _more_findings)
    return [task for kind in kinds for feed in quality.feeds for task in kind(feed)]


def no_tasks(quality: Quality) -> str:
    """Say that nothing presses, and what is found below all the same."""
    found = [(one.count, feed, one) for feed in quality.feeds for one in feed.findings if one.count]
    pressing = "Nothing presses: no feed is late, nothing was kept out, and not many rows were rejected."
    if not found:
        return f"{pressing} Nothing was found either."
    count, feed, most = max(found, key=lambda each: each[0])
    usual = (
        "No rule was broken far more often than usual."
        if quality.weeks_before
        else "Whether that is usual, later weeks will show."
    )
    rules = len({one.rule for _, _, one in found})
    return (
        f"{pressing} {several(sum(each[0] for each in found), 'finding')} under {several(rules, 'rule')} "
        f"{'are' if len(found) > 1 or count > 1 else 'is'} told below, most of one kind for {name_of(feed)}: "
        f"“{most.sentence.rstrip('.')}”, {count:,} times. {usual}"
    )


def agency_of(feed: FeedQuality) -> str:
    """Write an agency's name for a reader."""
    return feed.agency.replace("childrens", "children's").replace("_", " ")


def name_of(feed: FeedQuality) -> str:
    """Write a feed's name for a reader."""
    return feed.feed.replace("_", " ")


def _kept_out(feed: FeedQuality) -> Iterator[Task]:
    for one in feed.kept_out:
        if one.state in ("held", "refused"):
            what = f"A delivery was {one.state}: {one.sentence[0].lower()}{one.sentence[1:]}"
            how = f"See what is wrong (csps feeds explain {one.delivery})"
            if one.state == "held":
                how += f", then let it in (csps feeds release {one.delivery}) or ask the agency for another."
            else:
                how += " and ask the agency for another."
            yield Task(name_of(feed), agency_of(feed), what, how)


def _late(feed: FeedQuality) -> Iterator[Task]:
    if feed.is_late:
        since = (
            "It has never come."
            if feed.last_known_on is None
            else f"The last delivery is of {day(feed.last_known_on)}."
        )
        allowed = f"It should come {feed.rhythm} and is late after {several(feed.late_after_days, 'day')}."
        yield Task(name_of(feed), agency_of(feed), f"Late. {since} {allowed}", "Ask the agency for it.")


def _rejected(feed: FeedQuality) -> Iterator[Task]:
    if _are_many_rejected(feed):
        rules = joined([f"“{one.rule}”" for one in feed.findings if one.effect == "row"][:3])
        share = f"{feed.rejected:,} of {feed.read:,} rows ({feed.rejected / feed.read:.0%})"
        many = share if feed.rejected < feed.read else f"All {several(feed.read, 'row')}"
        what = f"{many} were rejected, mostly for {rules}."
        yield Task(name_of(feed), agency_of(feed), what, MENDED)


def _are_many_rejected(feed: FeedQuality) -> bool:
    return feed.read > 0 and feed.rejected / feed.read >= MANY_REJECTED


def _emptied(feed: FeedQuality) -> Iterator[Task]:
    names = [name for group in feed.filled for name in group.emptied]
    if names:
        what = f"{joined(names)} came almost empty and was usually filled."
        yield Task(name_of(feed), agency_of(feed), what, "Ask the agency whether its extract changed.")


def _unusual_length(feed: FeedQuality) -> Iterator[Task]:
    if feed.range_rows is None or feed.deliveries != 1:
        return
    fewest, most = feed.range_rows
    came = feed.accepted + feed.rejected
    is_few, is_many = came < FEW * fewest, came > MANY * most
    if (is_few and fewest - came >= ROWS_APART) or (is_many and came - most >= ROWS_APART):
        what = f"{came:,} rows came; {feed.usual_rows:,} are usual."
        yield Task(name_of(feed), agency_of(feed), what, "Ask the agency whether that is right.")


def _less_filled(feed: FeedQuality) -> Iterator[Task]:
    less = [
        f"{one.group} {one.share:.0%} (usually {one.usual:.0%})"
        for one in feed.filled
        if one.usual is not None and not one.emptied and _is_less(one.share, one.usual, one.values)
    ]
    if less:
        yield Task(name_of(feed), agency_of(feed), f"Less complete than usual: {joined(less)}.", "Ask the agency why.")


def _is_less(share: float, usual: float, values: tuple[int, int]) -> bool:
    """Say whether a share is smaller than usual by enough to matter and by more than chance."""
    now, before = values
    if not now or not before or round(usual - share, 6) < LESS_FILLED:
        return False
    both = (share * now + usual * before) / (now + before)
    return usual - share > ERRORS * math.sqrt(both * (1 - both) * (1 / now + 1 / before))


def _more_findings(feed: FeedQuality) -> Iterator[Task]:
    said = ("file", "row") if _are_many_rejected(feed) else ("file",)  # what was kept out is said already
    for one in feed.findings:
        if one.usual is None or one.effect in said:
            continue
        if one.count >= max(MANY_FINDINGS, MORE_THAN_USUAL * one.usual):
            what = f"{one.sentence} {one.count:,} times, usually {one.usual:,} ({one.column})."
            how = MENDED if one.effect == "row" else "Look at some of them; tell the agency."
            yield Task(name_of(feed), agency_of(feed), what, how)
