"""Actions finish the sentence "This person may ..." and know their states."""

from csps.access.actions import Action
from csps.access.states import Always, FamilyState, KeyState, ModelState, RequestState


def test_every_action_has_words_and_states():
    assert len({action.value for action in Action}) == len(Action)
    for action in Action:
        assert action.value[0].islower()
        assert not action.value.endswith(".")
        assert action.states in (Always, ModelState, KeyState, FamilyState, RequestState)


def test_an_action_is_found_by_its_words():
    assert Action("approve a model") is Action.APPROVE_MODEL
