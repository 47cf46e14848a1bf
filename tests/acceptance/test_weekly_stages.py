"""Every call of a weekly run that changes the disk, struck once: by a power cut, by a full disk and by a broken one.

A run is taken up where it was cut off (see `test_weekly_runs`), and so each stage is tried by itself: from what the one
before it leaves to what the next one begins with. What is the same there comes to the same end.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.factories.cut_weeks import Town, check_cut_off, last_list, names_in, state_of, state_under_way
from tests.factories.weekly_runs import (
    PUBLISHING,
    REFUSED,
    STAGES,
    break_the_disk,
    code_of,
    fill_the_disk,
    kill,
    run_stage,
    started,
)

import csps

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Stage:
    """A stage of the undisturbed week.

    Args:
        begins: a copy of what it is taken up from.
        calls: how many of its calls change the disk.
        result: what it leaves.
    """

    begins: Path
    calls: int
    result: dict[str, object]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return Town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def stages(town):
    workspace, told, found = town.fresh(), town.folder / "calls", {}
    for stage in STAGES:
        begins = town.keep(f"before {stage}")
        assert code_of(started(run_stage, workspace, stage, None, 0, told)) == ended(stage)
        found[stage] = Stage(begins, int(told.read_text()), result_of(workspace, stage))
    assert found[PUBLISHING].result == town.result
    assert sum(stage.calls for stage in found.values()) == town.calls, "every call of a week is in one of its stages"
    return found


def ended(stage: str) -> int:
    """Give how a run ends that nothing struck: it is cut off where the stage ends, except after the last."""
    return 0 if stage == PUBLISHING else -signal.SIGKILL


def result_of(workspace: Path, stage: str) -> dict[str, object]:
    return state_of(workspace) if stage == PUBLISHING else state_under_way(workspace)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("strike", [kill, fill_the_disk, break_the_disk])
def test_every_call_is_struck_once(town, stages, strike, stage):
    undisturbed = stages[stage]
    for at in range(1, undisturbed.calls + 1):
        workspace = town.fresh(undisturbed.begins)
        names, before = names_in(workspace), last_list(workspace)
        code = code_of(started(run_stage, workspace, stage, strike, at))
        assert code in ((-signal.SIGKILL,) if strike is kill else (REFUSED, ended(stage))), at
        check_cut_off(workspace, names, before)
        assert code_of(started(run_stage, workspace, stage)) == ended(stage), at
        assert result_of(workspace, stage) == undisturbed.result, at
        csps.open(workspace, environ={}).site.journal.verify().check_sound()
