"""Nominations by professionals."""


def test_a_form_that_names_two_needs_is_one_nomination(town, kit):
    form = {"person": "mother", "nomination_ref": "N1", "nominated_on": kit.ago(6)}
    town.add("feeds.professional_nomination", {**form, "need": "SF1.1"}, {**form, "need": "SF8.1"})
    names = ("nominations_52w", "nominations_weeks_since", "needs_nominated_52w")
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 6, 2]
