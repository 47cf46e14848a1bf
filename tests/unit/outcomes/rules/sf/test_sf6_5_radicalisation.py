"""SF6.5: a child is at risk of radicalisation."""

from csps.outcomes.rules.sf.sf6_5_radicalisation import LINE


def test_no_data_is_said_and_not_taken_for_no():
    assert LINE.find is None
    assert "nomination" in LINE.lacking
