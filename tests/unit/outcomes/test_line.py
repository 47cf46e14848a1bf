"""Every line says where it comes from and what it cannot see."""

import pytest

from csps.outcomes.line import Standing
from csps.outcomes.rule_sets import SF2022, TFP2015

LINES = (*TFP2015.lines, *SF2022.lines)
every_line = pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)


@every_line
def test_a_line_has_words_and_a_source(line):
    assert line.words.endswith(".")
    assert line.words[0].isupper()
    assert line.source
    assert line.standing in Standing


@every_line
def test_a_line_that_nothing_can_find_says_what_is_lacking(line):
    assert line.find is not None or line.lacking


@every_line
def test_a_line_belongs_to_the_headline_its_name_says(line):
    assert line.id.removeprefix("SF").removeprefix("TF").split(".")[0] == str(line.headline)


@every_line
def test_a_line_is_one_file_and_one_test(line, repository):
    stem = line.id.lower().replace(".", "_")
    folder = "sf" if line.id.startswith("SF") else "tf"
    (rule,) = (repository / "src/csps/outcomes/rules" / folder).glob(f"{stem}_*.py")
    assert (repository / "tests/unit/outcomes/rules" / folder / f"test_{rule.name}").is_file()
    assert f'id="{line.id}"' in rule.read_text(encoding="utf-8")


@every_line
def test_a_line_of_which_a_part_is_recalled_is_to_be_confirmed(line):
    assert line.standing is Standing.TO_CONFIRM or "to be confirmed" not in line.source
    assert line.standing is Standing.TO_CONFIRM or "as recalled" not in line.source
