"""The audit in words: complete, safe to show, and honest about what could not be judged."""

from __future__ import annotations

import dataclasses
import json
from html.parser import HTMLParser

import pytest

from csps.assurance import as_html, as_markdown, report_of
from csps.assurance.fairness import Predictions, fairness
from csps.assurance.performance import performance
from csps.assurance.run import Audit
from csps.store.judged_by import JudgedBy

pytestmark = pytest.mark.usefixtures("fewer")


@pytest.fixture
def audited(spec, kit):
    frame, groups = kit.held_back(), kit.attributes()
    return Audit(
        spec=spec,
        version=kit.VERSION,
        tested_on=kit.TEST,
        capacity=100,
        metrics=performance(frame, capacity=100, confidence=0.95, seed=1),
        groups=fairness(Predictions.of(frame, 100), groups, spec),
    )


class Reader(HTMLParser):
    """Collects text, and refuses tags that do not close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.tags = [], [], set()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_it_is_plain_json_without_gaps_that_are_no_numbers(audited, spec):
    told = json.loads(json.dumps(report_of(audited), allow_nan=False))
    assert told["caveat"] == spec.caveat
    assert told["specification"] == spec.fingerprint
    assert told["families"] == 2000
    assert len(told["metrics"]) == len(audited.metrics)
    assert len(told["groups"]) == len(audited.groups)


def test_the_list_that_people_would_have_had_stands_at_the_top(audited):
    told = report_of(audited)
    kept = {(row["subject"], row["metric"]): row for row in told["metrics"]}
    found = round(kept["model", "recall_at_capacity"]["estimate"] * told["outcomes"])
    assert (
        f"would have named {found} of these {told['outcomes']} and missed {told['outcomes'] - found}" in told["summary"]
    )
    assert (
        f"; {kept['model', 'auc_of_families_not_met']['families']} of them are families without anybody"
        in told["summary"]
    )
    for page in (as_markdown(told), as_html(told)):
        assert told["summary"] in page


def test_what_could_not_be_judged_is_named_in_every_form(audited):
    told = report_of(audited)
    assert {"grouping": "ethnicity", "group_name": "other"}.items() <= told["could_not_judge"][0].items()
    for page in (as_markdown(told), as_html(told)):
        assert "other (too small to judge)" in page
        assert "What could not be judged" in page


def test_a_comparison_without_two_groups_is_no_pass(audited, spec):
    small = dataclasses.replace(audited, groups=audited.groups.assign(judged=False))
    told = report_of(small)
    assert told["not_compared"] == ["ethnicity", "sex", "ethnicity x sex"]
    assert as_markdown(told).count("could not be judged, which is not a pass") == 3
    assert report_of(audited)["not_compared"] == []


def test_where_everything_was_judged_it_says_so(audited):
    told = report_of(dataclasses.replace(audited, groups=audited.groups.assign(judged=True)))
    assert "Every group could be judged." in as_markdown(told)


def test_caveat_and_the_printed_bar_stand_on_every_page(audited, spec):
    told = report_of(audited)
    for page in (as_markdown(told), as_html(told).replace("&#x27;", "'")):
        assert spec.caveat in page
        assert "average precision of 0.65" in page


def test_marks_of_a_demonstration_are_said_on_the_page_and_no_others(audited, spec):
    marks = dataclasses.replace(spec.pass_marks, demonstration=True)
    shown = dataclasses.replace(audited, spec=dataclasses.replace(spec, pass_marks=marks))
    for write in (as_markdown, as_html):
        assert "for a demonstration" in write(report_of(shown))
        assert "for a demonstration" not in write(report_of(audited))


def test_html_is_well_formed_accessible_and_runs_nothing(audited, spec):
    hostile = dataclasses.replace(spec, caveat="<script>alert('&')</script>")
    read = Reader()
    read.feed(as_html(report_of(dataclasses.replace(audited, spec=hostile))))
    assert read.open == []
    assert "<script>alert('&')</script>" in read.text
    assert read.tags == {"h2", "p", "table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_markdown_rows_have_as_many_cells_as_their_head(audited):
    tables = [block for block in as_markdown(report_of(audited)).split("\n\n") if block.startswith("|")]
    assert len(tables) == 6
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_the_rules_that_say_what_it_is_about_stand_in_every_form(audited):
    rules = JudgedBy("local", "2022.1 with rent_weeks 6", 76, 34)
    told = report_of(dataclasses.replace(audited, rules=rules))
    assert told["rules"] == {
        "rule_set": "local",
        "version": "2022.1 with rent_weeks 6",
        "to_confirm_of_100": 76,
        "lines": 34,
        "edition": "local, version 2022.1 with rent_weeks 6",
        "said": str(rules),
    }
    for page in (told["summary"], as_markdown(told), as_html(told).replace("&#x27;", "'")):
        assert f"The programme's threshold is that of {rules}." in page
    assert report_of(audited)["rules"] is None
    assert "threshold" not in report_of(audited)["summary"]
