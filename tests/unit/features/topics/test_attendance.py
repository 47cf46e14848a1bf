"""Register codes made into sessions."""

from csps.contracts.code_lists.attendance import COUNTED_AS, Counted
from csps.features.topics.attendance import codes_of


def test_every_code_counts_as_one_thing():
    assert sorted(code for counted in Counted for code in codes_of(counted)) == sorted(COUNTED_AS)


def test_a_session_that_was_not_possible_is_neither_missed_nor_held():
    assert "X" not in codes_of(Counted.PRESENT, Counted.AUTHORISED, Counted.UNAUTHORISED)
