"""The page for Monday's meeting: one file with nothing outside it, to read on a screen or to print on A4.

It follows the GOV.UK Design System's typography and patterns without the crown or the GDS Transport font, which are for
GOV.UK only, and is made for WCAG 2.2 AA. There is no script in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.worklist.family_section import (
    anchor,
    band_tag,
    change_words,
    family_section,
    help_words,
    helped_sentence,
    household,
    sealed_section,
)
from csps.worklist.frame import framed
from csps.worklist.markup import Element, element
from csps.worklist.sources_section import freshness_sentence, sources_section
from csps.worklist.words import (
    about_of_100,
    day,
    joined,
    left_out_sentence,
    list_sentence,
    other_rules_sentence,
    several,
)

if TYPE_CHECKING:
    from csps.worklist.sheet import Family, Sheet

NOT_KNOWN = "Nothing is known of how it did on families of the past."


def page_of(sheet: Sheet) -> bytes:
    """Give the whole page, in UTF-8. The same list gives the same bytes."""
    title = f"Weekly list, {sheet.as_of:%A} {day(sheet.as_of)}"
    foot = (
        f"Made by csps from what agencies had delivered by {day(sheet.as_of)}. Lock it away after the meeting and destroy it "
        "when the next list comes."
    )
    return framed(title, sheet.council, main=_main(sheet, title), foot=foot)


def _main(sheet: Sheet, title: str) -> list[Element]:
    families = [family_section(sheet, family) for family in sheet.families]
    families += [sealed_section(sheet.sealed)] if sheet.sealed else []
    nobody = [element("p", "No family is on the list this week.")]
    return [
        element("h1", title),
        _warning(sheet),
        _opening(sheet),
        _contents(),
        element("section", element("h2", "The list at a glance", id="glance"), _glance(sheet)),
        element("section", element("h2", "Before you use it", id="before"), *_before(sheet), class_="together"),
        element("section", element("h2", "The families", id="families"), *(families or nobody), class_="families"),
        sources_section(sheet),
        element(
            "section", element("h2", "How to challenge a score", id="challenge"), *_challenge(sheet), class_="together"
        ),
    ]


def _warning(sheet: Sheet) -> Element:
    made_up = "Nobody on this list is real: it was made from a synthetic borough. " if sheet.synthetic else ""
    advice = "A score is advice to a trained person, never a decision."
    shown = "".join(
        f"The {model.name} model was approved under marks for a demonstration, which judge nobody. "
        for model in sheet.models
        if model.demonstration
    )
    return element("p", element("strong", f"{made_up}{shown}{advice}"), class_="warning")


def _opening(sheet: Sheet) -> Element:
    since = f" Changes are since the list of {day(sheet.last_as_of)}." if sheet.last_as_of else ""
    return element(
        "p",
        f"{several(len(sheet.families) + sheet.sealed, 'family', 'families')}, as many as can be looked at in a week "
        f"({sheet.capacity} at most), in the order in which the maltreatment model puts them.{_sealed(sheet)}{since} "
        f"{helped_sentence(sheet)}{freshness_sentence(sheet)}{left_out_sentence(sheet.left_out)}{_whole_list(sheet)}",
        class_="lead",
    )


def _whole_list(sheet: Sheet) -> str:
    """Say what the whole list is worth by the evidence about the model that orders it; nothing where there is none."""
    model = next(iter(sheet.models), None)
    if model is None or model.share_of_list is None:
        return ""
    return list_sentence(model.name, model.share_of_list, sheet.capacity, model.horizon_weeks)


def _sealed(sheet: Sheet) -> str:
    if not sheet.sealed:
        return ""
    return f" {sheet.sealed} of them {'is' if sheet.sealed == 1 else 'are'} sealed: nothing else is said of them here."


def _contents() -> Element:
    links = {
        "glance": "The list at a glance",
        "before": "Before you use it",
        "families": "The families",
        "sources": "Where this list comes from",
        "challenge": "How to challenge a score",
    }
    items = [element("li", element("a", words, href=f"#{name}")) for name, words in links.items()]
    return element("nav", element("ul", *items), aria_label="On this page")


def _glance(sheet: Sheet) -> Element:
    heads = [
        "Place",
        "Family",
        "Who lives there",
        "Maltreatment",
        "Of 100 like it",
        "Under way now",
        "Since the last list",
    ]
    return element(
        "div",
        element(
            "table",
            element("caption", "Every family on the list. The reference leads to the family's own section."),
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *(_glance_row(sheet, family) for family in sheet.families)),
        ),
        class_="wide",
        role="region",
        aria_label="The list at a glance",
        tabindex="0",
    )


def _glance_row(sheet: Sheet, family: Family) -> Element:
    score = family.scores.get("maltreatment")
    return element(
        "tr",
        element("td", str(family.place), class_="number"),
        element("th", element("a", family.reference, href=f"#{anchor(family)}"), scope="row"),
        element("td", household(family)),
        element("td", band_tag(sheet, score.band) if score else "no score"),
        element("td", about_of_100(score.of_100) if score else "no score"),
        element("td", help_words(family)),
        element("td", change_words(family)),
    )


def _before(sheet: Sheet) -> list[Element]:
    starts = [f"{name} from {from_score * 100:.3g}" for name, from_score in sheet.bands if from_score]
    return [
        element(
            "ul",
            element("li", "“Of 100 families scored like this, about 12” also means: for about 88 it does not happen. Nobody knows which this one is."),
            element("li", "Nothing happens to a family because it is on this list, and nothing is refused to one because it is not. You decide together, from what you know, and you are free to disagree."),
            element("li", "A person must be meaningfully involved in every significant decision about a family; this list alone is never the reason for one (UK GDPR, Articles 22A to 22D)."),
            element("li", "There is no name and no address on this paper. Whoever has that duty looks up the reference (csps worklist who, with a reason), which the journal keeps, and writes the name by hand only where the meeting needs it."),
            element("li", f"Bands are the council's choice: {joined(starts)} of 100, and {sheet.bands[0][0]} below."),
            *_rules(sheet),
            element("li", "A reason says what the score rests on, not what caused anything, and not what to do. The rows behind each, with their days: csps worklist why, with the family's reference."),
        ),
        element("h3", "How often the models are right"),
        element(
            "ul",
            *(
                element("li", element("strong", model.name.capitalize()), f". {model.tested or NOT_KNOWN}")
                for model in sheet.models
            ),
        ),
        element("h3", "What the models cannot see"),
        element(
            "ul",
            *(element("li", element("strong", model.name.capitalize()), f". {model.caveat}") for model in sheet.models),
        ),
        element("h3", "What the scores are about"),
        element(
            "ul",
            *(
                element("li", element("strong", model.name.capitalize()), f". {model.target} {model.population}")
                for model in sheet.models
            ),
        ),
    ]  # fmt: skip


def _rules(sheet: Sheet) -> list[Element]:
    """Name the rules by which criteria were judged, and how many of their lines nobody could judge."""
    if not sheet.rules:
        return []
    short = (
        f" {several(sheet.unjudged, 'line')} could not be judged where no row speaks for it, because something was missing: "
        "that is not the same as not met."
        if sheet.unjudged
        else ""
    )
    said = [
        f"Programme criteria are judged by {sheet.rules}.{short}",
        *map(other_rules_sentence, _by_other_rules(sheet)),
    ]
    return [element("li", sentence) for sentence in said]


def _by_other_rules(sheet: Sheet) -> list[str]:
    return [model.name for model in sheet.models if model.other_rules]


def _challenge(sheet: Sheet) -> list[Element]:
    owners = joined([f"{model.owner} ({model.name})" for model in sheet.models])
    return [
        element(
            "p",
            "Anybody may challenge a score: you at the meeting, a colleague who knows the family, and the family itself. "
            "It needs no reason, and nobody is marked for disagreeing.",
        ),
        element(
            "ol",
            element("li", "Say so at the meeting and tick “too high” or “too low” in the family's box."),
            element("li", "If a fact is wrong, tell the agency that recorded it. The next list is made from what it sends then."),
            element("li", f"If the score is unfair although the facts are right, write to whoever answers for it: {owners}."),
            element("li", "A family may ask what is held about it, object, and have a decision looked at again by a person: pass the question to information governance the same day."),
        ),
    ]  # fmt: skip
