"""A week that is written while the disk fails or the process is killed, at every single step.

The method is SQLite's: let the k-th call fail for k = 1, 2, 3 ... until the run succeeds, and look at what is left.
"""

import errno
import os
import shutil
import signal
import warnings

import pytest

from csps.domain.errors import StorageError
from csps.store import files


@pytest.fixture
def world(published, kit, tmp_path, monkeypatch):
    """A published lake to copy, the week that is written into the copy, and its undisturbed result."""

    class World:
        before = kit.listing(published.path)

        @staticmethod
        def fresh_copy():
            shutil.rmtree(tmp_path / "copy", ignore_errors=True)
            shutil.copytree(published.path, tmp_path / "copy")
            return kit.make_lake(tmp_path / "copy")

        @staticmethod
        def run(lake):
            with lake.lock():
                lake.publish(lake.prepare(kit.WEEK, [lake.write(kit.TINY, kit.RICH)], versions={"vault": 2}))

        @staticmethod
        def use(faulty):
            monkeypatch.setattr(files, "os", faulty)

    lake = World.fresh_copy()
    counting = kit.FaultyOs()
    World.use(counting)
    World.run(lake)
    World.use(os)
    World.after, World.steps = kit.listing(lake.path), len(counting.calls)
    return World


def whole_week(lake):
    """Read the published week completely: every byte of it is checked on the way."""
    manifest = lake.current()
    for snapshot in manifest.snapshots:
        lake.verified_file(snapshot)
    return manifest.week


def fail_with(number):
    def strike(name, real, args, kwargs):
        if name == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        raise OSError(number, os.strerror(number))

    return strike


def die(name, real, args, kwargs):
    if name == "write":
        real(args[0], args[1][: len(args[1]) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_week_takes_enough_steps_to_be_worth_the_trouble(world):
    assert 20 <= world.steps <= 100


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full disk", "bad disk"])
def test_the_kth_step_fails(world, kit, number):
    published_all_the_same = 0
    for k in range(1, world.steps + 1):
        lake = world.fresh_copy()
        world.use(kit.FaultyOs(fail_with(number), k))
        with pytest.raises(StorageError) as refusal:
            world.run(lake)
        world.use(os)
        if "did not confirm" in str(refusal.value):  # only the sync after the one rename that publishes
            published_all_the_same += 1
            assert whole_week(lake) == kit.WEEK
            continue
        assert "Nothing was changed." in str(refusal.value)
        assert ("Free some space" in str(refusal.value)) == (number == errno.ENOSPC)
        assert whole_week(lake) == kit.EARLIER
        lake.sweep()
        assert kit.listing(lake.path) == world.before
        world.run(lake)
        assert kit.listing(lake.path) == world.after
    assert published_all_the_same == 2  # opening the folder, and syncing it


def test_a_kill_at_every_step_leaves_the_old_week_or_the_new_one(world, kit):
    weeks = []
    for k in range(1, world.steps + 1):
        lake = world.fresh_copy()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks beside threads
            child = os.fork()
        if child == 0:
            world.use(kit.FaultyOs(die, k))
            try:
                world.run(lake)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"the child was not killed at step {k}"
        weeks.append(whole_week(lake))
        lake.sweep()
        assert kit.listing(lake.path) == (world.before if weeks[-1] == kit.EARLIER else world.after)
        world.run(lake)
        assert kit.listing(lake.path) == world.after
    assert weeks == sorted(weeks)
    assert set(weeks) == {kit.EARLIER, kit.WEEK}


def test_a_sweep_that_fails_leaves_everything_that_is_named(world, kit):
    lake = world.fresh_copy()
    lake.write(kit.TINY, kit.RICH)
    world.use(kit.FaultyOs(fail_with(errno.EIO), 1))
    with pytest.raises(StorageError, match="could not be swept"):
        lake.sweep()
    world.use(os)
    assert whole_week(lake) == kit.EARLIER
    assert lake.sweep() == 1
