"""Quick passphrases, a folder that only we can enter, and an operating system that fails on demand."""

import os
from types import SimpleNamespace

import pytest

from csps.keys.passphrases import Cost, Passphrase

QUICK = Cost(n=16, r=1, p=1)
WORDS = "three random words"


class FaultyOs:
    """The operating system, except that its k-th call that changes the disk fails."""

    CHANGING = frozenset({"open", "write", "fsync", "replace", "link"})

    def __init__(self, number=0, at=0):
        self.calls = []
        self._number, self._at = number, at

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in self.CHANGING:
            return real

        def call(*args, **kwargs):
            self.calls.append(name)
            if len(self.calls) == self._at:
                if name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                raise OSError(self._number, os.strerror(self._number))
            return real(*args, **kwargs)

        return call


@pytest.fixture(autouse=True)
def closed_to_others():
    """Files that a test writes by itself are not writable by others, whatever umask the tests are run under."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def safe(tmp_path):
    """A folder that only we can enter."""
    folder = tmp_path / "safe"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def workspace(tmp_path):
    """A function that makes a workspace, synthetic or not."""

    def make(name, marker):
        folder = tmp_path / name
        folder.mkdir(mode=0o700)
        (folder / "programme.toml").write_text(marker, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(QUICK=QUICK, WORDS=WORDS, passphrase=lambda: Passphrase(WORDS), FaultyOs=FaultyOs)
