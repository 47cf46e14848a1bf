"""A tiny borough with its deliveries and its truth, made once, and a copy to be spoilt; and two families to be told apart."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from csps.store import Coded, Lake, write_parquet
from csps.synthetic import run
from csps.synthetic.calendar import as_dates
from csps.synthetic.marking.folders import Folder

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 16)

OF_PEOPLE_AND_POLICE = ("person", "membership", "guardian", "recorded", "risk", "police_incident", "police_asb")


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


# --- A street, whose truth is small enough to be known by heart --------------------------------------------------------
BORN = [1990, 2015, 2018, 1985, 1986, 2020, 2012, 2014, 2000]
ETHNICITY = ["WBRI"] * 3 + ["BAFR"] * 3 + ["WBRI"] * 3
MOTHER, FATHER, PARTNER = (0, "carer"), (3, "carer"), (4, "partner")
HOMES = {10: [MOTHER, (1, "child"), (2, "child")], 20: [FATHER, PARTNER, (5, "child"), (2, "second_home")]}
HOMES |= {30: [(8, "carer")], 40: [(7, "child")]}
RISKS = [  # family, quarter, outcome, p_harm, p_recorded
    (10, date(2026, 5, 18), "maltreatment", 0.5, 0.5),
    (20, date(2026, 5, 18), "maltreatment", 0.5, 0.5),
    (10, date(2026, 8, 17), "maltreatment", 0.2, 0.02),
    (20, date(2026, 8, 17), "maltreatment", 0.1, None),
    (10, date(2026, 8, 17), "eligibility", 0.9, 0.9),
]


@dataclass
class Street:
    """A workspace and a truth about a street, as open folders. Person p-N of csps is the true person N.

    In truth, as of 16 November 2026: family 10 is mother 0 with children 1 and 2; family 20 is father 3 and partner 4
    with child 5, and with child 2 on some days. Child 6 is looked after, 7 has moved away, 8 is grown up and lives alone.
    """

    seen: Folder
    true: Folder
    lake: Lake
    snapshots: list = field(default_factory=list)

    def publish(self, table, columns, part="whole"):
        """Publish a table, or a part of one, beside what was published before; give the manifest."""
        self.snapshots.append(self.lake.write(table, pa.table(columns), part=part))
        self.lake.publish(self.lake.prepare(DAY, self.snapshots))
        return self.lake.current()

    def doubt(self, doubts, day=DAY):
        """Publish doubts about members of a day, as (family, person) -> doubt."""
        number = len(doubts)
        columns = {"as_of": [day] * number, "family_id": [family for family, _ in doubts]}
        columns |= {"person_id": [f"p-{person}" for _, person in doubts], "doubt": list(doubts.values())}
        columns |= {name: pa.array([None] * number, pa.date32()) for name in ("since", "last_word_on")}
        return self.publish("families.unconfirmed", columns, day.isoformat())

    def say(self, families, day=DAY, roles=()):
        """Publish the families of a day, as name -> persons; one whose name is in capitals is outside the cohort.

        `roles` has the role of each person in the order of all members; without it everybody is an adult.
        """
        persons = range(len(BORN))
        self.seen.lend("true_person", pa.table({"person_id": [f"p-{person}" for person in persons], "person": persons}))
        member = [(name, f"p-{person}") for name, members in families.items() for person in members]
        nobody, number = [0] * len(families), len(member)
        family = {
            "as_of": [day] * len(families),
            "family_id": list(families),
            "place_id": _empty(families, pa.string()),
        }
        family |= {"area": _empty(families, pa.string()), "members": [1] * len(families), "children": nobody}
        family |= {"adults": nobody, "expected_children": nobody, "youngest_months": _empty(families, pa.int64())}
        family |= {
            "oldest_child_months": _empty(families, pa.int64()),
            "in_cohort": [name.islower() for name in families],
        }
        self.publish("families.family", family, day.isoformat())
        columns = {
            "as_of": [day] * number,
            "family_id": [one[0] for one in member],
            "person_id": [one[1] for one in member],
        }
        columns |= {"role": list(roles) or ["adult"] * number, "age_months": _empty(member, pa.int64())}
        columns |= {"started_on": _empty(member, pa.date32()), "evidence": ["same address"] * number}
        return self.publish("families.membership", columns, day.isoformat())


def _empty(rows, kind):
    return pa.array([None] * len(rows), kind)


@pytest.fixture
def street(tmp_path):
    """A street of which csps has said nothing yet."""
    workspace, truth = tmp_path / "workspace", tmp_path / "truth"
    workspace.mkdir()
    truth.mkdir()
    everybody = range(len(BORN))
    left = pa.array([date(2026, 1, 1) if person == 7 else None for person in everybody], pa.date32())
    people = {"person": everybody, "born_on": [date(year, 6, 1) for year in BORN], "died_on": _empty(BORN, pa.date32())}
    people |= {"arrived_on": [date(2010, 1, 1)] * len(BORN), "left_on": left, "sex": ["F"] * len(BORN)}
    people |= {"ethnicity": ETHNICITY, "deprivation_quintile": [1, 1, 1, 5, 5, 5, 1, 1, 1]}
    stays = [(family, *member) for family, members in HOMES.items() for member in members]
    homes = dict(zip(("family", "person", "role"), zip(*stays, strict=True), strict=True))
    homes |= {"from": [date(2020, 6, 1)] * len(stays), "to": left.take([stay[1] for stay in stays])}
    risks = dict(zip(("family", "quarter", "outcome", "p_harm", "p_recorded"), zip(*RISKS, strict=True), strict=True))
    cared_for = [  # child, guardian
        (child, adult)
        for members in HOMES.values()
        for child, role in members
        if role in {"child", "second_home"}
        for adult, its_role in members
        if its_role in {"carer", "partner"}
    ]
    cares = dict(zip(("child", "guardian"), zip(*cared_for, strict=True), strict=True))
    cares |= {"from": [date(2020, 6, 1)] * len(cared_for), "to": _empty(cared_for, pa.date32())}
    for name, columns in {"person": people, "membership": homes, "risk": risks, "guardian": cares}.items():
        pq.write_table(
            pa.table({column: _array(values) for column, values in columns.items()}), truth / f"{name}.parquet"
        )
    with Folder(workspace) as seen, Folder(truth) as true:
        yield Street(seen, true, Lake(workspace / "lake"))


def _array(values):
    return values if isinstance(values, pa.Array) else pa.array(list(values))
