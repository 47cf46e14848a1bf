"""There is a pupil number and a reason why it is unknown."""

from csps.feeds.rules.row.upn_and_reason import RULE

CASES = [
    ({"pers_upn": "B801200005001", "pers_upn_unknown": "UN1"}, ["pers_upn_unknown"]),
    ({"pers_upn_unknown": "UN1"}, []),
    ({"pers_upn": "B801200005001"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_person", rows) == list(columns)
