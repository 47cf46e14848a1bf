"""One holder at a time, and the dead hold nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from csps.domain.errors import BusyError, StorageError
from csps.store.lock import exclusive

HOLD = """
import sys, time
from pathlib import Path
from csps.store.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_at_once_and_let_in_when_the_first_has_left(tmp_path):
    path = tmp_path / "lake" / ".lock"
    with exclusive(path):
        start = time.monotonic()
        with pytest.raises(BusyError, match="Another run holds") as refusal, exclusive(path):
            pass
        assert time.monotonic() - start < 30  # it does not wait for the first, who would never leave
        assert str(path.parent) in str(refusal.value)
    with exclusive(path):
        pass


def test_an_error_lets_go(tmp_path):
    def fails():
        with exclusive(tmp_path / ".lock"):
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            fails()


def test_two_locks_are_two(tmp_path):
    with exclusive(tmp_path / "a"), exclusive(tmp_path / "b"):
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_is_in_the_file_stays(tmp_path):
    (tmp_path / ".lock").write_text("somebody's note")
    with exclusive(tmp_path / ".lock"):
        pass
    assert (tmp_path / ".lock").read_text() == "somebody's note"


def test_a_killed_process_holds_nothing(tmp_path):
    path = tmp_path / ".lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(BusyError), exclusive(path):
                pass
        finally:
            os.kill(holder.pid, signal.SIGKILL)
    assert holder.returncode == -signal.SIGKILL
    with exclusive(path):
        pass


def test_a_place_where_no_file_can_be_made_is_a_storage_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="could not be opened"), exclusive(tmp_path / "file" / ".lock"):
        pass
