"""The frame around a page: whose it is and what is on it, as text."""

from csps.worklist.frame import framed
from csps.worklist.markup import element


def test_a_page_says_whose_it_is_and_holds_what_it_is_given_as_text():
    page = framed("A <list>", "Anytown", main=[element("p", "Ages 2 < 3")], foot="Made & kept.").decode()
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>A &lt;list&gt;: Anytown</title>" in page
    assert "<strong>Anytown</strong> Family programme" in page
    assert "Ages 2 &lt; 3" in page
    assert "Made &amp; kept." in page
    assert "<script" not in page
