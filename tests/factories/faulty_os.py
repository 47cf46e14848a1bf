"""An operating system that fails when it is told to: how writers are tried against full disks and kills."""

from __future__ import annotations

import os


class FaultyOs:
    """The operating system, except that its k-th call that changes the disk fails or kills.

    A room's tests derive from it and say in `CHANGING` which calls of theirs change the disk.

    Args:
        strike: what to do at the k-th call; it gets the real call and its arguments.
        at: k, from 1; 0 for never.
    """

    CHANGING: frozenset[str] = frozenset()

    def __init__(self, strike=None, at=0):
        self.calls = []
        self._strike, self._at = strike, at

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in self.CHANGING:
            return real

        def call(*args, **kwargs):
            self.calls.append(name)
            if len(self.calls) == self._at:
                return self._strike(name, real, args, kwargs)
            return real(*args, **kwargs)

        return call
