"""A passphrase comes from the environment, or from whoever sits at the terminal, and a new one twice."""

from __future__ import annotations

import pytest

from csps.cli import workspaces
from csps.cli.workspaces import asked_passphrase
from csps.domain.errors import AccessError, UsageError
from csps.keys import Passphrase


@pytest.fixture
def typed(monkeypatch):
    """Somebody types what they are asked for."""
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    def types(*words):
        answers = iter(words)
        monkeypatch.setattr(workspaces, "getpass", lambda prompt: next(answers))

    return types


def test_the_environment_is_asked_first(monkeypatch):
    monkeypatch.setenv("CSPS_PASSPHRASE", "three random words")
    assert asked_passphrase("j.okafor", again=True).is_same(Passphrase("three random words"))


def test_where_nobody_sits_and_nothing_is_set_it_is_refused(monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(AccessError, match=r"key of j\.okafor") as refused:
        asked_passphrase("j.okafor")
    assert "CSPS_PASSPHRASE" in refused.value.next_step


def test_a_known_passphrase_is_typed_once(typed):
    typed("three random words")
    assert asked_passphrase("j.okafor").is_same(Passphrase("three random words"))


def test_a_new_one_is_typed_twice_and_must_be_the_same(typed):
    typed("three random words", "three random words")
    assert asked_passphrase("j.okafor", again=True).is_same(Passphrase("three random words"))
    typed("three random words", "three random word")
    with pytest.raises(UsageError, match="differ"):
        asked_passphrase("j.okafor", again=True)
