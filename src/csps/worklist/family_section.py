"""One family on the page: who lives there, what the models say and why, what changed, and room for the decision."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from csps.domain.ages import age
from csps.worklist.doubts import doubt_words
from csps.worklist.help import FOUND
from csps.worklist.markup import Element, element
from csps.worklist.words import about_of_100, criterion, day, joined, likelihood, service, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.worklist.sheet import Family, Help, Model, Reason, Sheet

RAISING, LOWERING = {"maltreatment": 5}, {"maltreatment": 2}
OTHERS = (3, 1)  # reasons of another model that are printed
_CHANGES = {
    "first": "first list",
    "new": "new on the list",
    "up": "in a higher band",
    "down": "in a lower band",
    "same": "in the same band",
}
_DECISIONS = ("Offer help", "Help is there already", "Find out more", "Nothing now, because:")
_FITS = ("Yes", "Too high", "Too low, because:")


def anchor(family: Family) -> str:
    """Give the name to which links lead."""
    return f"family-{family.reference}"


def household(family: Family) -> str:
    """Say who lives there.

    >>> from csps.worklist.sheet import Family
    >>> household(Family(place=1, family_id="a" * 32, child_months=(8, 50), expected=1, adults=2, scores={},
    ...                  criteria=(), change="new", weeks_listed=1))
    '2 children (8 months and 4 years), 1 expected, 2 adults'
    """
    ages = joined([age(months) for months in family.child_months])
    parts = [several(len(family.child_months), "child", "children") + (f" ({ages})" if ages else "")]
    if family.expected:
        parts.append(f"{family.expected} expected")
    return ", ".join([*parts, several(family.adults, "adult") if family.adults else "no adult known"])


def band_tag(sheet: Sheet, band: str) -> Element:
    """Give a band in words, with squares beside it that also show on a grey printer."""
    names = [name for name, _ in sheet.bands]
    height = names.index(band) + 1 if band in names else 0
    squares = "■" * height + "□" * (len(names) - height)
    return element("span", element("span", squares, aria_hidden="true", class_="squares"), f" {band}", class_="band")


def change_words(family: Family) -> str:
    """Say how the family stands beside the last list, and how long it has been on the list."""
    words = _CHANGES[family.change]
    return words if family.weeks_listed == 1 else f"{words}, {several(family.weeks_listed, 'list')} in a row"


def family_section(sheet: Sheet, family: Family) -> Element:
    """Give a family's section."""
    return element(
        "article",
        element(
            "div",
            element("h3", f"{family.place}. Family {family.reference}", id=f"{anchor(family)}-name"),
            element("p", household(family), class_="who"),
            class_="heading",
        ),
        *_told(sheet, family),
        _meeting(),
        _challenge(sheet),
        id=anchor(family),
        class_="family",
        aria_labelledby=f"{anchor(family)}-name",
    )


def sealed_section(count: int) -> Element:
    """Say how many families on the list are sealed. Not which, nor between whom they stand: that would tell their scores."""
    is_sealed = "is" if count == 1 else "are"
    return element(
        "section",
        element("h3", "Sealed families", id="sealed"),
        element(
            "p",
            element("strong", f"{several(count, 'family', 'families')} on this list {is_sealed} sealed."),
            " Who they are is told to information governance only. Their place, score and reasons are not on this list; "
            "without a name they are in the tables behind it, which whoever works in this workspace can read. "
            "Ask information governance, and do not discuss the families in a larger circle.",
            class_="inset",
        ),
    )


def _told(sheet: Sheet, family: Family) -> Iterator[Element]:
    if family.help is not None:
        yield element("p", element("strong", "Under way now: "), _help(sheet, family.help))
        yield from _found(family.help)
    if family.doubts:
        yield element("p", element("strong", "Not confirmed: "), doubt_words(family.doubts))
    yield element("p", element("strong", "Since the last list: "), _since(family))
    yield element("div", *(_model(sheet, family, model) for model in sheet.models), class_="models")
    yield _criteria(sheet, family)


def help_words(family: Family) -> str:
    """Name the help that is under way, in as few words as a table has room for."""
    if family.help is None:
        return "not looked for"
    return ", ".join(one.service for one in family.help if one.service != FOUND) or "nothing"


def helped_sentence(sheet: Sheet) -> str:
    """Say for how many families somebody is there already; nothing of a list that was made before csps looked."""
    open_ones = [family for family in sheet.families if family.help is not None]
    if not open_ones:
        return ""
    helped = sum(any(one.service != FOUND for one in family.help or ()) for family in open_ones)
    return f"For {helped or 'none'} of them an enquiry or help is under way already, as each section says. "


def _help(sheet: Sheet, under_way: tuple[Help, ...]) -> str:
    told = [f"{service(one.service)}, since {day(one.since)}" for one in under_way if one.service != FOUND]
    unknown = joined([service(code) for code in sheet.unknown_help])
    return f"{'; '.join(told) or 'nothing that agencies told of'}.{f' Not delivered, so not known: {unknown}.' if unknown else ''}"


def _found(under_way: tuple[Help, ...]) -> Iterator[Element]:
    """Say that a section 47 enquiry has substantiated concerns lately."""
    for one in under_way:
        if one.service == FOUND:
            yield element(
                "p", element("strong", "In the last 12 months: "), f"{service(FOUND)}, ended by {day(one.since)}."
            )


def _criteria(sheet: Sheet, family: Family) -> Element:
    by = f" by {sheet.rules}" if sheet.rules else ""
    if not family.criteria:
        return element("p", f"No programme criterion is known to be met today{by}.")
    met = [
        element(
            "li", criterion(one.code, one.words), f" ({one.code}{f', {day(one.latest_on)}' if one.latest_on else ''})"
        )
        for one in family.criteria
    ]
    heading = (
        f"{several(len(met), 'programme criterion', 'programme criteria')} met today{by}, with the latest evidence"
    )
    return element("div", element("h4", heading), element("ul", *met), class_="criteria")


def _model(sheet: Sheet, family: Family, model: Model) -> Element:
    score = family.scores.get(model.name)
    name = model.name.capitalize()
    if score is None:
        about = f"{model.population[:1].lower()}{model.population[1:]}"
        why = f"No score: this family is not one of those the model is about, which are {about}"
        return element("div", element("h4", name), element("p", why))
    raising = [reason for reason in score.reasons if reason.raises]
    lowering = [reason for reason in score.reasons if not reason.raises]
    most, least = RAISING.get(model.name, OTHERS[0]), LOWERING.get(model.name, OTHERS[1])
    return element(
        "div",
        element("h4", f"{name}: ", band_tag(sheet, score.band)),
        element("p", likelihood(model.name, score.of_100, model.horizon_weeks)),
        *_reasons("What raises the score", raising, most),
        *_reasons("What lowers it", lowering, least),
        None if score.reasons else element("p", "No reasons were computed for this score: do not use it."),
    )


def _reasons(heading: str, reasons: list[Reason], most: int) -> Iterator[Element]:
    if reasons:
        yield element("h5", heading)
        yield element("ul", *(_reason(reason) for reason in islice(reasons, most)))


def _reason(reason: Reason) -> Element:
    return element("li", reason.sentence, element("strong", " (new)") if reason.is_new else None)


def _since(family: Family) -> str:
    parts = [change_words(family)]
    score = family.scores.get("maltreatment")
    if score and score.of_100_before is not None and score.of_100_before != score.of_100:
        parts.append(f"{about_of_100(score.of_100_before)} of 100 then, {about_of_100(score.of_100)} now")
    new = sum(reason.is_new for each in family.scores.values() for reason in each.reasons)
    if new:
        parts.append(f"{several(new, 'new reason')}, marked below")
    return f"{'; '.join(parts)}."


def _meeting() -> Element:
    """Give the lines and boxes to write on."""
    return element(
        "div",
        element("h4", "For the meeting"),
        element(
            "dl",
            *_line("Name, who helps already"),
            *_boxes("Decision", _DECISIONS),
            *_line("Who does what, by when"),
            *_boxes("Does the score fit?", _FITS),
        ),
        class_="meeting",
    )


def _line(words: str) -> tuple[Element, Element]:
    return element("dt", words), element("dd", element("span", "(to be written in)", class_="unseen"), class_="line")


def _boxes(words: str, choices: tuple[str, ...]) -> tuple[Element, Element]:
    boxes = [
        element("span", element("span", "☐", aria_hidden="true"), f" {choice}", class_="box") for choice in choices
    ]
    return element("dt", words), element("dd", *boxes, class_="line")


def _challenge(sheet: Sheet) -> Element:
    owner = sheet.models[0].owner if sheet.models else "the owner of the model"
    return element(
        "p",
        f"Wrong or unfair? Say so now, or write to the {owner[:1].lower()}{owner[1:]}. ",
        element("a", "How to challenge a score", href="#challenge"),
        class_="small",
    )
