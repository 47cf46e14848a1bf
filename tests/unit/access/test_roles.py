"""Every role says what it does, and those that stand alone say why."""

from csps.access.roles import ALONE, Role


def test_every_role_has_a_sentence():
    assert len(Role) == 8
    assert all(role.sentence.endswith(".") for role in Role)


def test_roles_that_stand_alone():
    assert set(ALONE) == {Role.ADMINISTRATOR, Role.AUDITOR}
    assert all(why.endswith(".") for why in ALONE.values())
