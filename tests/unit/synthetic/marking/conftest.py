"""A tiny borough with its deliveries and its truth, made once; and a copy that a test may spoil."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from csps.store import Coded, write_parquet
from csps.synthetic import run
from csps.synthetic.calendar import as_dates

if TYPE_CHECKING:
    from pathlib import Path


OF_PEOPLE_AND_POLICE = ("person", "membership", "recorded", "risk", "police_incident", "police_asb")


@dataclass(frozen=True)
class Made:
    workspace: Path
    truth: Path

    @property
    def deliveries(self):
        return self.workspace / "deliveries"

    def files(self, agency):
        """The files of an agency that hold more than a header, oldest first."""
        return [path for path in sorted((self.deliveries / agency).glob("*.csv")) if len(lines(path)) > 1]


def lines(path):
    return path.read_bytes().splitlines(keepends=True)


def even_chances(path, borough, history):
    """Say that every family is at the same risk: working out the true one takes longer than all tests of this folder."""
    families = {week: snapshot["household"] for week, snapshot in history.snapshots.items()}
    number = sum(map(len, families.values()))
    days = [np.full(len(rows), borough.calendar.first_day(week)) for week, rows in families.items()]
    chances = ("p_harm", "p_recorded", "p_harm_without_help", "p_recorded_without_help")
    write_parquet(
        path,
        {
            "family": np.concatenate(list(families.values())),
            "quarter": as_dates(np.concatenate(days)),
            "outcome": Coded(np.zeros(number, dtype=np.int32), ["maltreatment"]),
            **dict.fromkeys(chances, np.full(number, 0.01)),
        },
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("borough") / "tiny"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run, "write_risk", even_chances)
        run.make_borough(folder, residents=800, weeks=30, seed=4)
    return Made(folder / "workspace", folder / "truth")


@pytest.fixture
def spoilt(made, tmp_path):
    """A copy to be spoilt, with the police as its only agency."""
    copy = Made(tmp_path / "workspace", tmp_path / "truth")
    shutil.copytree(made.deliveries / "police", copy.deliveries / "police")
    shutil.copy(made.workspace / "programme.toml", copy.workspace)
    shutil.copytree(made.truth, copy.truth, ignore=lambda _, names: [name for name in names if _of_another(name)])
    return copy


def _of_another(name):
    return name.endswith(".parquet") and name.removesuffix(".parquet") not in OF_PEOPLE_AND_POLICE
