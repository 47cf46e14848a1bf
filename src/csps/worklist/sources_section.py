"""Where a list comes from: which models, who approved them and until when, and which feeds are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.worklist.markup import Element, element
from csps.worklist.words import day, joined, several

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csps.worklist.sheet import Late, Model, Sheet


def freshness_sentence(sheet: Sheet) -> str:
    """Say in a sentence or two whether the picture is fresh."""
    late = [feed for feed in sheet.late if feed.is_late]
    kept_out = [feed for feed in sheet.late if feed.kept_out_on is not None]
    said = f"None of {several(sheet.feeds, 'feed')} is late."
    if late:
        said = f"{len(late)} of {several(sheet.feeds, 'feed')} are late: {_agencies(late)}."
    if kept_out:
        said += f" Something was refused or is held of {several(len(kept_out), 'feed')}: {_agencies(kept_out)}."
    return said


def _agencies(feeds: Iterable[Late]) -> str:
    return joined(list(dict.fromkeys(_words(feed.agency) for feed in feeds)))


def sources_section(sheet: Sheet) -> Element:
    """Give the section."""
    return element(
        "section",
        element("h2", "Where this list comes from", id="sources"),
        element("h3", "Models, and who approved them"),
        _table(
            "Models",
            "A model is used only while somebody who did not train it has approved exactly this version.",
            ["Model", "Version", "Approved by", "Valid until", "Trained by", "Families scored"],
            [_model(model) for model in sheet.models],
        ),
        element("h3", "Feeds that are late, or of which something was not taken in"),
        *_late(sheet),
    )


def _model(model: Model) -> list[str]:
    reviewers = [f"{person} on {day(on)}" for person, on in model.reviewers]
    return [
        model.name,
        model.version,
        joined(reviewers) or "nobody",
        day(model.valid_until) if model.valid_until else "not valid",
        model.trainer,
        f"{model.scored:,}",
    ]


def _late(sheet: Sheet) -> list[Element]:
    if not sheet.late:
        return [element("p", freshness_sentence(sheet))]
    return [
        element(
            "p",
            "What a delivery says that was not taken in, or has not come, is not in any score. A family may be better or worse "
            "than it looks here.",
        ),
        _table(
            "Late feeds",
            "Feeds whose last delivery is older than the council expects, or of which one was refused or is held.",
            ["Agency", "Feed", "Last taken in", "Days ago", "Late after", "Refused or held"],
            [_late_row(late) for late in sheet.late],
        ),
    ]


def _late_row(late: Late) -> list[str]:
    return [
        _words(late.agency),
        _words(late.feed),
        day(late.latest_on) if late.latest_on else "never",
        "" if late.days is None else f"{late.days:,}",
        several(late.late_after_days, "day"),
        day(late.kept_out_on) if late.kept_out_on else "",
    ]


def _table(name: str, caption: str, heads: list[str], rows: list[list[str]]) -> Element:
    """Give a table; the first column heads its row. Where it is too wide for a screen it scrolls by itself."""
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:])) for row in rows
    ]
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *body),
        ),
        class_="wide",
        role="region",
        aria_label=name,
        tabindex="0",
    )


def _words(name: str) -> str:
    return name.replace("childrens", "children's").replace("_", " ")
