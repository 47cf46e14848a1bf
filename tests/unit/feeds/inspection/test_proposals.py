"""Proposals: names and values together, each place once, and honest about doubt."""

from csps.feeds.inspection.proposals import Judge, is_sure, proposed, ranked

PEOPLE = {
    "Client ID": ["1", "2", "3"],
    "First Name": ["Ann", "Bob"],
    "Family Name": ["Grey", "Black"],
    "D.O.B.": ["01/02/2010", "03/04/2011"],
    "NHS No": ["4505577104"],
}


def test_the_likeliest_table_takes_every_column():
    first, *_ = ranked(Judge(PEOPLE))
    assert set(first.mapping) == set(PEOPLE)
    assert is_sure(Judge(PEOPLE), first.table, first.mapping)


def test_a_list_with_a_day_of_its_own_is_not_one_of_people():
    reviews = {
        "Person ID": ["1", "2"],
        "DOB": ["2010-03-01", "2011-04-02"],
        "Sex": ["M", "F"],
        "Ethnicity": ["WBRI", "BCRB"],
        "Seen by panel": ["2023-01-05", "2023-02-06"],
    }
    mapping = proposed(Judge(reviews), ["feeds.ssd_person"])
    assert not is_sure(Judge(reviews), "feeds.ssd_person", mapping)
    reviews["Seen by panel"] = ["Kim", "Lee"]
    assert is_sure(Judge(reviews), "feeds.ssd_person", proposed(Judge(reviews), ["feeds.ssd_person"]))


def test_a_file_whose_columns_mostly_find_no_place_is_not_of_a_table():
    columns = {"Person ID": ["1"], "DOB": ["2010-03-01"], "Shoe": ["x1"], "Hat": ["y2"]}
    assert is_sure(Judge(columns), "feeds.ssd_person", proposed(Judge(columns), ["feeds.ssd_person"]))
    columns["Coat"] = ["z3"]
    assert not is_sure(Judge(columns), "feeds.ssd_person", proposed(Judge(columns), ["feeds.ssd_person"]))


def test_names_and_values_are_surer_than_either():
    together = proposed(Judge({"dob": ["2010-01-02"]}), ["feeds.ssd_person"])["dob"]
    alone = proposed(Judge({"dob": []}), ["feeds.ssd_person"])["dob"]
    assert together.by == "names and values"
    assert alone.by == "names"
    assert together.confidence > alone.confidence


def test_values_that_contradict_a_name_are_not_passed_over():
    assert "dob" not in proposed(Judge({"dob": ["red", "blue"]}), ["feeds.ssd_person"])


def test_values_alone_can_tell():
    found = proposed(Judge({"field7": ["4505577104", "9434765919"]}), ["feeds.ssd_person"])["field7"]
    assert (found.column, found.by) == ("pers_common_child_id", "values")
    assert found.confidence < 0.6


def test_each_place_is_proposed_once_and_never_where_something_is():
    judge = Judge({"surname": [], "last name": []})
    first = proposed(judge, ["feeds.ssd_person"])
    assert len({(each.table, each.column) for each in first.values()}) == len(first)
    assert "pers_surname" not in {
        each.column for each in proposed(judge, ["feeds.ssd_person"], [("feeds.ssd_person", "pers_surname")]).values()
    }


def test_nothing_fits_what_is_nothing():
    assert ranked(Judge({"colour": ["red"]})) == []


def test_tables_are_ranked_by_all_columns_and_by_what_they_must_have():
    roll = {
        "Pupil ID": ["1"], "Surname": ["Grey"], "DOB": ["01/02/2014"], "School": ["2041001"],
        "Roll status": ["C", "M"], "Admitted": ["01/09/2021"], "Fav colour": ["red"],
    }  # fmt: skip
    first, second, *_ = ranked(Judge(roll))
    assert first.table == "feeds.school_enrolment"
    assert 1 >= first.score > second.score >= 0
    assert set(roll) - set(first.mapping) == {"Fav colour"}


def test_a_word_of_the_file_s_name_counts_a_little():
    judge = Judge({"Pupil ID": ["1"], "DOB": ["01/02/2014"]})
    plain, named = ({fit.table: fit.score for fit in ranked(judge, said)} for said in ("", "sen list.csv"))
    assert named["feeds.school_sen"] > plain["feeds.school_sen"]


def test_headings_that_say_what_a_list_is_about_count():
    ehe = {
        "Child Ref": ["7"], "First Names": ["Ada"], "Family": ["Roe"], "Date Of Birth": ["03/04/2012"],
        "EHE Since": ["01/09/2023"], "EHE Until": ["01/06/2024"], "P/Code": ["E8 1AA"],
    }  # fmt: skip
    assert ranked(Judge(ehe))[0].table == "feeds.school_home_education"
    assert ranked(Judge({name.replace("EHE", "Lived there"): one for name, one in ehe.items()}))[0].table != (
        "feeds.school_home_education"
    )
