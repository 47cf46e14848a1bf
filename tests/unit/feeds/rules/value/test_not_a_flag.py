"""Words that are neither yes nor no."""

from csps.feeds.rules.value.not_a_flag import RULE

CASES = [
    ({"is_big": "Y"}, []),
    ({"is_big": "no"}, []),
    ({"is_big": "1"}, []),
    ({"is_big": "FALSE"}, []),
    ({"is_big": "t"}, []),
    ({"is_big": "perhaps"}, ["is_big"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
