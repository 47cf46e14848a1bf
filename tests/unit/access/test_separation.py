"""Second duties are done by second people."""

import pytest

from csps.access.authority import Actor
from csps.access.roles import Role
from csps.access.separation import Duty, can_follow, check_follows, follow_answer
from csps.domain.errors import AccessError

JO = Actor("j.okafor", "0" * 64, (Role.REVIEWER,))


@pytest.mark.parametrize("duty", Duty)
def test_another_person_may_the_same_may_not_and_nobody_is_not_enough(duty):
    check_follows(duty, JO, "k.lee")
    assert can_follow(duty, JO, "k.lee")
    for first in ("j.okafor", ""):
        assert not can_follow(duty, JO, first)
        with pytest.raises(AccessError, match=rf"^Whoever {duty.value}\. Nothing was changed\. Ask somebody else\.$"):
            check_follows(duty, JO, first)
    assert follow_answer(duty, JO, "k.lee").reason.endswith(".")


def test_it_is_about_people_and_not_about_keys():
    second_key = Actor("j.okafor", "1" * 64, (Role.REVIEWER,))
    assert not can_follow(Duty.JUDGE_AFTER_TRAINING, second_key, JO.person)
