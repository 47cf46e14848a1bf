"""TF3.e: a child was the subject of a section 47 enquiry in the last 12 months."""

from csps.outcomes.rules.tf.tf3_e_enquiry import LINE


def test_an_enquiry_in_the_last_year_counts(town, kit):
    town.add("feeds.ssd_s47_enquiry", {"person": "child", "s47e_s47_start_date": kit.ago(51)})
    assert kit.who_meets(town, LINE) == {"child"}


def test_an_enquiry_of_a_year_ago_does_not(town, kit):
    town.add("feeds.ssd_s47_enquiry", {"person": "child", "s47e_s47_start_date": kit.ago(52)})
    assert kit.who_meets(town, LINE) == set()
