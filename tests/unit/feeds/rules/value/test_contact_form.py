"""What is neither a telephone number nor an e-mail address."""

from csps.feeds.rules.value.contact_form import RULE

CASES = [
    ({"contact": "020 7946 0000"}, []),
    ({"contact": "+44 (0)20 7946 0000"}, []),
    ({"contact": "a.b@example.org"}, []),
    ({"contact": "none"}, ["contact"]),
    ({"contact": "a@b"}, ["contact"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
