"""What people call a family at the meeting."""


def test_a_family_is_spoken_of_by_the_beginning_of_its_pseudonym(sheet):
    (family,) = sheet({"ab12cd34ef": 9}).families
    assert family.reference == "ab12cd34"
