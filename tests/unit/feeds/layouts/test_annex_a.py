"""The first six lists of Annex A, with labels and headings as councils write them."""

from tests.factories.real_formats import annex_a, children

from csps.feeds.layouts.reading import reading_of


def test_labelled_codes_are_codes(made):
    data = annex_a(3)
    assert {row["cont_contact_source_code"] for row in made(data, "feeds.ssd_contacts")} == {"6"}
    assert {row["cine_referral_source_code"] for row in made(data, "feeds.ssd_cin_episodes")} == {"1B"}
    assert {row["cine_referral_nfa"] for row in made(data, "feeds.ssd_cin_episodes")} == {"false"}


def test_a_child_on_every_list_is_one_person(made):
    found = made(annex_a(4), "feeds.ssd_person")
    assert [row["pers_person_id"] for row in found] == [child["pers_person_id"] for child in children(4)]


def test_headings_and_titles_vary(made):
    data = annex_a(
        3, titles=5, headings={"Child Unique ID": "Child's Unique ID", "Gender": "Sex", "Date of Birth": "DOB"}
    )
    assert len(made(data, "feeds.ssd_person")) == 3


def test_the_lists_are_known_by_their_names_too():
    layouts = [each.layout.name for each in reading_of(annex_a(1)).sheets]
    assert layouts == ["list 1", "list 3", "list 4", "list 5", "list 7", "list 8", "list 9"]


def test_a_conference_follows_its_enquiry(made):
    data = annex_a(2)
    enquiries = {row["s47e_s47_enquiry_id"] for row in made(data, "feeds.ssd_s47_enquiry")}
    conferences = made(data, "feeds.ssd_initial_cp_conference")
    assert {row["icpc_s47_enquiry_id"] for row in conferences} == enquiries
    assert {row["icpc_icpc_outcome_cp_flag"] for row in conferences} == {"true"}
