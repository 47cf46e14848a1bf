"""Which register codes count as what in the rules."""

from csps.contracts.code_lists.attendance import COUNTED_AS, Counted
from csps.outcomes.sessions import ABSENT, POSSIBLE


def test_absence_is_possible_and_presence_is_not_absence():
    assert set(ABSENT) < set(POSSIBLE)
    assert {"I", "O"} <= set(ABSENT)
    assert not set(ABSENT) & {"/", "L"}
    assert set(COUNTED_AS) - set(POSSIBLE) == {
        code for code, as_what in COUNTED_AS.items() if as_what is Counted.NOT_POSSIBLE
    }
