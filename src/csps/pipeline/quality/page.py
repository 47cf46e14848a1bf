"""The data quality report of a week: one page that a manager reads in five minutes, on a screen or on paper.

It has the look of the weekly list, nothing outside its one file, no script, and no personal value: names of columns,
rules and files, and counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.code_lists.stages import FAMILY_DOUBT
from csps.pipeline.quality.acting import name_of, no_tasks, tasks
from csps.worklist.frame import framed
from csps.worklist.markup import Element, element
from csps.worklist.words import day, joined, several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csps.pipeline.quality.figures import FeedQuality, Filled, Quality

EFFECTS = {"file": "kept out", "row": "row rejected", "trust": "trusted less", "note": "to look at"}
_MEANS = {code.value: code.meaning for code in FAMILY_DOUBT.codes}
CHANGED = 0.05
"""Share by which completeness must differ from the usual to be marked."""


def page_of(quality: Quality) -> bytes:
    """Give the whole page, in UTF-8. The same week gives the same bytes."""
    title = f"Data quality, week of {quality.week:%A} {day(quality.week)}"
    foot = "Made by csps from the ledger of deliveries. There is no personal value on this page."
    return framed(title, quality.council, main=_main(quality, title), foot=foot)


def _main(quality: Quality, title: str) -> list[Element]:
    made_up = [element("p", element("strong", "Nobody here is real: a synthetic borough."), class_="warning")]
    return [
        element("h1", title),
        *(made_up if quality.synthetic else []),
        element("p", _summary(quality), class_="lead"),
        element("section", element("h2", "What to do about it", id="tasks"), *_tasks(quality)),
        element("section", element("h2", "What it means for families", id="families"), *_families(quality)),
        element("section", element("h2", "Members whom nothing confirms", id="doubted"), *_doubted(quality)),
        element("section", element("h2", "Feed by feed", id="feeds"), _feeds(quality)),
        element("section", element("h2", "What was found, rule by rule", id="findings"), *_findings(quality)),
        element("section", element("h2", "How complete it came", id="complete"), *_complete(quality)),
    ]


def _summary(quality: Quality) -> str:
    late = sum(feed.is_late for feed in quality.feeds)
    read, rejected = (sum(getattr(feed, name) for feed in quality.feeds) for name in ("read", "rejected"))
    kept_out = sum(one.state in ("held", "refused") for feed in quality.feeds for one in feed.kept_out)
    taken = sum(feed.deliveries for feed in quality.feeds)
    share = f" ({rejected / read:.2%})" if rejected else ""
    compared = (
        f" Compared with {several(quality.weeks_before, 'earlier run')}."
        if quality.weeks_before
        else " Findings cannot be compared with earlier weeks yet."
    )
    return (
        f"{len(quality.feeds) - late} of {several(len(quality.feeds), 'feed')} are fresh, {late} late. "
        f"{several(taken, 'delivery', 'deliveries')} taken in this week, {kept_out} kept out: "
        f"{read:,} rows read, {read - rejected:,} accepted, {rejected:,} rejected{share}.{compared}"
    )


def _tasks(quality: Quality) -> list[Element]:
    found = tasks(quality)
    if not found:
        return [element("p", no_tasks(quality))]
    rows = [[task.feed, task.agency, task.what, task.how] for task in found]
    caption = "The most pressing first. Who sends the feed is asked; nothing is mended here."
    return [_table("What to do", caption, ["Feed", "Agency", "What is the matter", "What to do"], rows)]


def _families(quality: Quality) -> list[Element]:
    if quality.families is None or quality.resting_on_late is None:
        return [element("p", "No families were formed this week, so that nobody can say what a feed says about them.")]
    late = [feed for feed in quality.feeds if feed.is_late]
    silent = [feed for feed in quality.feeds if feed.is_silent and not feed.is_late]
    said = (
        f"A late feed has said something about {quality.resting_on_late:,} of {quality.families:,} families "
        f"({_share(quality.resting_on_late, quality.families)}). What happened to them since is not in any score."
        if late
        else f"No feed is late: the picture of all {quality.families:,} families is as fresh as it can be."
        if not silent
        else "No feed is late."
    )
    if silent:
        about = joined(
            [f"{name_of(feed)} ({_share(feed.families or 0, quality.families)} of families)" for feed in silent]
        )
        said += f" Of what came this week, not a row counts from {about}. What it told is not in any score."
    rows = [
        [
            name_of(feed),
            delivered_tables()[feed.tables[0]].meaning,
            _share(feed.families or 0, quality.families),
            f"{feed.families or 0:,}",
            f"{feed.only_here or 0:,}",
            "late" if feed.is_late else "",
        ]
        for feed in sorted(quality.feeds, key=lambda feed: (not feed.is_late, -(feed.families or 0), feed.feed))
        if feed.families or feed.is_late
    ]
    nobody = [name_of(feed) for feed in quality.feeds if not feed.families and not feed.is_late]
    caption = (
        "Families about whom each feed ever said anything, itself or through the assessment, tenancy, account, claim or case "
        "that its rows belong to. Few is no fault: not every family has debts or a school."
    )
    heads = ["Feed", "What it tells", "Share of families", "Families", "Known from here alone", ""]
    told = [element("p", said), _table("Families by feed", caption, heads, rows, numbers={2, 3, 4})]
    if nobody:
        about = "of nobody in this week's families: no row of theirs is about one of them, nor belongs to one that is"
        told.append(element("p", f"Feeds that speak {about}: {joined(nobody)}."))
    return told


def _doubted(quality: Quality) -> list[Element]:
    """Count members against whose membership something speaks: nobody is left out for it, and somebody should ask."""
    if quality.doubted is None:
        return [element("p", "Nobody looked: the families of this week were formed by an earlier csps, or not at all.")]
    if not quality.doubted:
        return [element("p", "Nothing speaks against any membership.")]
    rows = [
        [
            f"{one.doubt.capitalize()}: {_MEANS[one.doubt]}",
            *(f"{count:,}" if count else "" for count in (one.children, one.carers, one.families)),
        ]
        for one in quality.doubted
    ]
    caption = (
        "They are members still, scored and listed as others: the weekly list says so in the family's section. "
        "Of somebody against whose membership several things speak the first of these is counted."
    )
    heads = ["What speaks against it", "Children", "Carers", "Families"]
    return [_table("Members whom nothing confirms", caption, heads, rows, numbers={1, 2, 3})]


def _feeds(quality: Quality) -> Element:
    rows = [
        [
            name_of(feed),
            day(feed.last_known_on) if feed.last_known_on else "never",
            f"{'LATE: ' if feed.is_late else ''}{_days(feed)}",
            f"{feed.accepted:,}" if feed.deliveries else "nothing came",
            "" if feed.usual_rows is None else f"{feed.usual_rows:,}",
            f"{feed.rejected:,}" if feed.rejected else "",
            _count(feed, "trust"),
            _count(feed, "note"),
        ]
        for feed in quality.feeds
    ]
    heads = ["Feed", "Last delivery", "Days ago", "Rows", "Usual", "Rejected", "Trusted less", "To look at"]
    caption = "This week's deliveries beside the usual ones. Usual is the median of up to eight before."
    return _table("Feeds", caption, heads, rows, numbers={3, 4, 5, 6, 7})


def _days(feed: FeedQuality) -> str:
    return "" if feed.days is None else f"{feed.days:,} of {feed.late_after_days} allowed"


def _count(feed: FeedQuality, effect: str) -> str:
    count = sum(one.count for one in feed.findings if one.effect == effect)
    return f"{count:,}" if count else ""


def _findings(quality: Quality) -> list[Element]:
    found = [(feed, one) for feed in quality.feeds for one in feed.findings]
    if not found:
        return [element("p", "Nothing was found.")]
    rows = [
        [
            one.sentence,
            name_of(feed),
            "" if one.column == "*" else one.column,
            f"{one.count:,}",
            "" if one.usual is None else f"{one.usual:,}",
            EFFECTS[one.effect],
        ]
        for feed, one in sorted(found, key=lambda pair: (list(EFFECTS).index(pair[1].effect), -pair[1].count))
    ]
    heads = ["What is wrong", "Feed", "Column", "This week", "Usual", "What followed"]
    caption = "Newly found this week. A value that is trusted less is taken in; a rejected row is sealed in the vault."
    return [_table("Findings", caption, heads, rows, numbers={3, 4})]


def _complete(quality: Quality) -> list[Element]:
    shown = [feed for feed in quality.feeds if feed.filled]
    groups = sorted({one.group for feed in shown for one in feed.filled})
    if not shown:
        return [element("p", "No delivery was taken in this week.")]
    rows = [
        [name_of(feed), *(_filled({one.group: one for one in feed.filled}.get(group)) for group in groups)]
        for feed in shown
    ]
    caption = (
        "Share of the values that may be missing and were given. An arrow marks a change of five in a hundred or more "
        "against the usual. An end that has not come is missing rightly."
    )
    return [_table("Completeness", caption, ["Feed", *(group.capitalize() for group in groups)], rows)]


def _filled(one: Filled | None) -> str:
    if one is None:
        return ""
    change = 0.0 if one.usual is None else one.share - one.usual
    arrow = "" if abs(change) < CHANGED else f" {'↑' if change > 0 else '↓'} from {one.usual:.0%}"
    return f"{one.share:.0%}{arrow}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _table(
    name: str,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: frozenset[int] | set[int] = frozenset(),
) -> Element:
    """Give a table; the first column heads its row. Where it is too wide for a screen it scrolls by itself."""
    kinds = ["number" if place in numbers else None for place in range(len(heads))]
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", cell, class_=kind) for cell, kind in zip(row[1:], kinds[1:], strict=True)),
        )
        for row in rows
    ]
    top = [element("th", head, scope="col", class_=kind) for head, kind in zip(heads, kinds, strict=True)]
    return element(
        "div",
        element("table", element("caption", caption), element("thead", element("tr", *top)), element("tbody", *body)),
        class_="wide",
        role="region",
        aria_label=name,
        tabindex="0",
    )
