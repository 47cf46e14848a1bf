"""A sealed delivery about somebody erased loses their rows or goes whole, whatever it is written in; others stay as they were."""

from datetime import date
from types import SimpleNamespace

import pytest
from tests.factories.real_formats import as_json_lines, as_parquet, as_workbook, children, cin_census, written, zipped

from csps.pipeline.struck_out import is_kept_whole, struck_out
from csps.privacy.striking import Traces
from csps.settings.feed_words import Encoding, Format

WHO = children(6)[4]
NUMBER = WHO["pers_person_id"]
TRACES = Traces.of([
    {
        "table_name": "feeds.ssd_person", "row_key": NUMBER, "upn": None, "nhs_number": "943 476 5919", "ni_number": None,
        "forename": "Amina", "surname": "Adeyemi", "born_on": date(2015, 4, 9),
    }
])  # fmt: skip
OTHERS = written(["child", "name"], [("9117", "Cem"), ("3", "Ben Begum")])
THEIRS = written(["child", "name", "born"], [("3", "Ben", ""), ("8", "Adeyemi Amina", "09/04/2015")])
NUMBERED = written(["ref", "nhs"], [("3", "9434765919"), ("4", "")])
CSV = SimpleNamespace(
    format=Format.CSV, encoding=Encoding.UTF_8, delimiter=",", delivers=("feeds.ssd_person", "feeds.ssd_mother")
)
OTHER = SimpleNamespace(format=Format.EXCEL, encoding=None, delimiter=None, delivers=("feeds.ssd_person",))
CENSUS = SimpleNamespace(format=Format.CIN_CENSUS, encoding=None, delimiter=None, delivers=("feeds.ssd_person",))


def left(content, feed=OTHER, lines=(), *, look_through=True):
    return struck_out(content, frozenset(lines), TRACES, feed, look_through=look_through)


@pytest.mark.parametrize("made", [as_workbook, as_parquet, as_json_lines, lambda text: zipped(a__csv=text)])
@pytest.mark.parametrize("rows", [THEIRS, NUMBERED])
def test_whatever_cannot_be_struck_goes_whole_if_it_is_about_them(made, rows):
    theirs, others = made(rows), made(OTHERS)  # once each: a workbook holds the second in which it was written
    assert left(theirs) is None
    assert left(others) == others
    assert left(others, lines=[2]) is None, "rows about them were taken in"
    assert left(theirs, look_through=False) == theirs


def test_an_archive_in_a_feed_of_plain_text_is_looked_into():
    assert left(zipped(a__csv=OTHERS, b__csv=THEIRS), CSV) is None
    others = zipped(a__csv=OTHERS)
    assert left(others, CSV) == others
    assert left(zipped(a__csv=OTHERS)[:60], CSV) is None, "it cannot be looked into"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_letters_that_the_feed_does_not_expect_hide_nobody(encoding):
    content = THEIRS.decode().replace("Ben", "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}").encode(encoding)
    kept = left(content, CSV)
    assert kept is None or b"Amina" not in kept.replace(b"\0", b"")


def test_the_number_under_which_an_agency_knows_them_tells_as_a_whole_value():
    text = written(["pers_person_id", "x"], [(NUMBER, "a"), (f"{NUMBER}0", "b"), ("7", f"not {NUMBER}")])
    assert left(text, CSV) == written(["pers_person_id", "x"], [(f"{NUMBER}0", "b"), ("7", f"not {NUMBER}")])
    elsewhere = SimpleNamespace(**vars(CSV) | {"delivers": ("feeds.police_incident",)})
    assert left(text, elsewhere) == text, "another agency's numbers are other people"
    assert left(cin_census(2024, 6), CENSUS) is None
    assert left(cin_census(2024, 3), CENSUS) is not None


def test_a_feed_that_is_gone_hides_nobody():
    assert left(as_workbook(THEIRS), None) is None
    assert left(THEIRS, None) is None
    assert left(OTHERS, None) == OTHERS


def test_what_is_kept_whole_is_known_by_its_feed_and_name():
    assert is_kept_whole(OTHER, "a.xlsx")
    assert is_kept_whole(CSV, "a.ZIP")
    assert is_kept_whole(None, "a.csv")
    assert not is_kept_whole(CSV, "a.csv")
