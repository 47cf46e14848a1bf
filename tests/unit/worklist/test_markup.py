"""Text stays text wherever it stands."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.worklist.markup import document, element


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_whatever_a_text_holds_it_is_one_text_and_one_attribute(text):
    reader = Reader()
    reader.feed(str(element("p", text, title=text)))
    reader.close()
    assert reader.tags == ["p"]
    assert reader.attributes == [("title", text)]
    assert reader.text.removeprefix("\n") == text.removeprefix("\n") or reader.text == "\n" + text


def test_nothing_is_left_out_but_none():
    assert str(element("span", None, ["a", element("b", "c")], "d", id=None)) == "<span>a<b>c</b>d</span>"


def test_names_of_attributes_are_written_as_html_has_them():
    assert str(element("span", class_="x", aria_label="y")) == '<span class="x" aria-label="y"></span>'


def test_a_style_sheet_is_not_escaped_and_holds_no_markup():
    assert str(element("style", "a > b {}")) == "\n<style>a > b {}</style>"
    with pytest.raises(AssertionError):
        str(element("style", "</style><script>"))


def test_a_document_begins_with_its_type():
    assert document(element("html", lang="en-GB")) == b'<!DOCTYPE html>\n<html lang="en-GB"></html>\n'


def test_an_empty_element_has_no_end():
    assert str(element("meta", charset="utf-8")) == '\n<meta charset="utf-8">'
