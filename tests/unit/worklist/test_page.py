"""The page can be read by anybody: structure, words and nothing outside it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from csps.worklist.page import page_of

VOID = {"br", "hr", "meta"}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, data):
        super().__init__()
        self.open, self.seen, self.ids, self.links, self.headings = [], [], [], [], []
        self.text, self.style, self.tables = "", "", []
        self.feed(data.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.seen.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a":
            self.links.append(attributes["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text += data

    def tags(self, name):
        return [attributes for tag, attributes in self.seen if tag == name]


@pytest.fixture
def page(sheet):
    said = {"maltreatment": {"aa": [("raises", "calls", "3 calls")], "bb": []}}
    return Page(page_of(sheet({"aa": 16, "bb": 3, "cc": 40}, said=said, sealed={"cc"})))


def test_the_page_is_well_formed(page):
    assert page.open == []
    assert page.tags("html") == [{"lang": "en-GB"}]
    assert {"charset": "utf-8"} in page.tags("meta")


def test_nothing_outside_the_page_is_asked_for_and_nothing_is_run(page):
    assert not [tag for tag, _ in page.seen if tag in ("script", "link", "img", "iframe", "object", "form")]
    assert not [name for _, attributes in page.seen for name in attributes if name.startswith("on") or name == "src"]
    assert all(link.startswith("#") for link in page.links)
    assert "url(" not in page.style
    assert "@import" not in page.style
    assert "http" not in page.style


def test_every_link_leads_somewhere_and_every_name_is_given_once(page):
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {attributes["aria-labelledby"] for attributes in page.tags("article")} <= set(page.ids)


def test_landmarks_and_a_way_past_the_header(page):
    assert [len(page.tags(name)) for name in ("header", "main", "footer", "nav")] == [1, 1, 1, 1]
    body = [tag for tag, _ in page.seen].index("body")
    assert page.seen[body + 1] == ("a", {"href": "#main", "class": "skip-link"})
    assert page.tags("nav") == [{"aria-label": "On this page"}]


def test_headings_go_down_one_step_at_a_time(page):
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(deeper - above <= 1 for above, deeper in zip(page.headings, page.headings[1:], strict=False))


def test_every_table_has_a_caption_and_every_head_says_what_it_heads(page):
    assert len(page.tags("caption")) == len(page.tags("table")) > 0
    assert {attributes["scope"] for attributes in page.tags("th")} == {"col", "row"}
    regions = [attributes for attributes in page.tags("div") if attributes.get("class") == "wide"]
    assert all(region["tabindex"] == "0" and region["aria-label"] for region in regions)


def test_the_page_says_what_a_score_is_and_is_not(page, specs):
    for told in (
        "A score is advice to a trained person, never a decision.",
        "Nobody on this list is real",
        "for about 88 it does not happen",
        "Articles 22A to 22D",
        "There is no name and no address on this paper",
        "How to challenge a score",
        *(spec.caveat for spec in specs.values()),
        *(spec.target for spec in specs.values()),
    ):
        assert told in page.text


def test_the_rules_are_named_and_what_could_not_be_judged_is_counted(page):
    assert (
        "judged by local, version 3, 50 % of its 2 lines still to be confirmed. 1 line could not be judged" in page.text
    )
    assert "that is not the same as not met" in page.text


def test_a_list_without_criteria_names_no_rules(sheet):
    assert b"Programme criteria are judged" not in page_of(replace(sheet({"aa": 16}), rules=""))


def test_date_council_and_title(page, programme):
    assert "Weekly list, Monday 16 November 2026" in page.text
    assert programme.workspace.council in page.text


def test_no_word_blames_a_family_and_nothing_is_certain(page):
    assert not re.search(r"target|positive|offender|perpetrator|100 ?%", page.text, re.IGNORECASE)


def test_the_glance_leads_to_each_family_and_of_a_sealed_one_it_is_only_said_that_there_is_one(page, sheet):
    """The page is the same wherever a sealed family stands, so that nobody can tell its score."""
    assert [link for link in page.links if link.startswith("#family-")] == ["#family-aa000000", "#family-bb000000"]
    assert "cc0000" not in page.text
    assert "3 families, as many as can be looked at" in page.text
    assert "1 of them is sealed" in page.text
    assert "1 family on this list is sealed." in page.text
    last = page_of(sheet({"aa": 40, "bb": 16, "cc": 3}, sealed={"cc"}))
    first = page_of(sheet({"cc": 50, "aa": 40, "bb": 16}, sealed={"cc"}))
    assert first == last


def test_what_the_whole_list_is_worth_is_said_by_what_was_measured(sheet):
    listed = sheet({"aa": 40, "bb": 35})
    assert b"that such a list named" not in page_of(listed)
    model = replace(listed.models[0], share_of_list=0.2)
    said = page_of(replace(listed, models=(model, *listed.models[1:]))).decode()
    assert (
        "Where the model was tested, maltreatment was recorded within 12 months for about 4 of the 20 families that "
        "such a list named." in said
    )


def test_a_printed_family_stays_on_one_page(page):
    assert "size: A4" in page.style
    assert re.search(r"\.family \{ break-inside: avoid", page.style)
    assert "GDS Transport" not in page.style


def test_a_council_with_real_people_is_not_told_that_nobody_is_real(sheet):
    real = replace(sheet({"aa": 16}), synthetic=False)
    assert "Nobody on this list is real" not in Page(page_of(real)).text


def test_a_week_without_families_says_so(sheet):
    page = Page(page_of(sheet({})))
    assert "No family is on the list this week." in page.text
    assert "0 families" in page.text


def test_the_same_list_has_the_same_bytes(sheet):
    gathered = sheet({"aa": 16})
    assert page_of(gathered) == page_of(gathered)


def luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("#0b0c0c", "#ffffff"), ("#484949", "#ffffff"), ("#484949", "#f3f2f1"), ("#0f5f8c", "#ffffff"),
     ("#ffffff", "#004d73"), ("#0b0c0c", "#ffdd00")],
)  # fmt: skip
def test_text_stands_out_from_its_paper(page, ink, paper):
    assert ink in page.style
    assert paper in page.style
    lighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_how_often_the_models_are_right_stands_before_the_families(sheet):
    plain = sheet({"aa": 16})
    models = tuple(replace(model, tested=f"Tested, {model.name}.") for model in plain.models)
    words = Page(page_of(replace(plain, models=models))).text
    assert words.index("How often the models are right") < words.index("Tested, maltreatment.")
    assert words.index("Tested, eligibility.") < words.rindex("The families")
    assert "demonstration" not in words
    assert "Nothing is known of how it did" in Page(page_of(plain)).text


def test_marks_of_a_demonstration_are_said_at_the_top(sheet):
    plain = sheet({"aa": 16})
    models = (replace(plain.models[0], demonstration=True), *plain.models[1:])
    words = Page(page_of(replace(plain, models=models))).text
    assert words.count("approved under marks for a demonstration, which judge nobody") == 1


def test_a_forecast_of_other_rules_is_said_beside_the_rules(sheet):
    told = sheet({"aa": 16})
    first, second = told.models
    changed = replace(told, models=(first, replace(second, other_rules=True)))
    words = f"The {second.name} model was not trained by these rules".encode()
    assert words in page_of(changed)
    assert words not in page_of(told)
