"""Numbers that fail their check are noted, and their rows are taken in."""

import pytest


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [("pers_upn", "B801200005001", "A801200005001"), ("pers_common_child_id", "9434765919", "9434765918")],
)
def test_a_wrong_number_is_noted_with_its_line(office, kit, column, good, bad):
    numberless = {"pers_upn": None, "pers_common_child_id": None}
    rows = office.rows("feeds.ssd_person", 3, **numberless)
    rows[0][column], rows[1][column] = good, bad
    office.drop("ssd_person", kit.SUNDAY, rows)
    intake = office.run()
    assert intake.accepted == 3
    assert office.findings() == [(3, column, "check digit", "note")]
