"""Services' views of a person: headings with blanks, and two ways to write a day."""

from tests.factories.real_formats import family_context, written

from csps.feeds.layouts.reading import reading_of


def test_people_and_offences(made):
    (person,), (offence,) = (
        made(family_context("person", 1), "feeds.ssd_person"),
        made(family_context("offence", 1), "feeds.service_involvement"),
    )
    assert person["pers_sex"] == "M"
    assert offence["service"] == "POLICE"
    assert (offence["first_on"], offence["person_role"]) == ("2019-04-15", "Offender")


def test_both_ways_to_write_a_day(made):
    headings = ["personId", "serviceInvolvement", " startDateOfLastInvolvement", " dateOfMostRecentInteraction"]
    (row,) = made(written(headings, [("1", "current", "2019-04-15", "20/05/2019")]), "feeds.service_involvement")
    assert (row["first_on"], row["last_on"]) == ("2019-04-15", "2019-05-20")


def test_workers_are_not_kept():
    data = written(["personId", "policeArea", "contactName", "contactPhone"], [("1", "A", "X", "1")])
    (each,) = reading_of(data).sheets
    assert each.layout.kept_not(each.sheet.delivered.headings) == ["contactName", "contactPhone"]
