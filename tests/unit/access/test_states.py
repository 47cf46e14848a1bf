"""States are words that end a sentence, and no two states are one."""

from csps.access.states import Always, FamilyState, KeyState, ModelState, RequestState

ALL = [state for states in (Always, ModelState, KeyState, FamilyState, RequestState) for state in states]


def test_states_are_told_apart_by_their_words():
    assert len({state.value for state in ALL}) == len(ALL)


def test_they_end_a_sentence():
    assert all(state.value and not state.value.endswith(".") for state in ALL)
