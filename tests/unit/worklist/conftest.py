"""A week with scored families, reasons, criteria, approvals and deliveries, made from a few words."""

import os
from datetime import date, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_tables
from csps.settings.model_spec import read_model_spec
from csps.settings.programme import read_programme
from csps.store import Edition, Lake
from csps.worklist.gathering import gather
from csps.worklist.run import list_families
from csps.worklist.sheet import Criterion, Family, Model, Reason, Score, Sheet

WEEK = date(2026, 11, 16)
BEFORE = WEEK - timedelta(weeks=1)
VERSION = "0123456789abcdef"
MODELS = ("maltreatment", "eligibility")


def family_id(name):
    """Give a name as a pseudonym: 32 digits that begin with it."""
    return f"{name:0<32}"


def write(edition, table, rows, part=None):
    """Write rows with whatever is not given empty, in the types of the contract."""
    contract = lake_tables()[table]
    frame = pd.DataFrame([dict.fromkeys(contract.column_names) | row for row in rows], columns=contract.column_names)
    kinds = {"integer": "Int64", "flag": "boolean", "real": "float64", "date": "object"}
    for column in contract.columns:
        frame[column.name] = frame[column.name].astype(kinds.get(column.type.value, "object"))
    edition.write(table, frame, **({"part": part} if part else {}))


def scores(edition, week, of_100, model):
    bands = {0: "few signs", 5: "some signs", 15: "many signs", 35: "very many signs"}
    ordered = sorted(of_100.items(), key=lambda one: (-one[1], one[0]))
    return [
        {"as_of": week, "model": model, "model_version": VERSION, "family_id": family_id(name), "score": share / 100}
        | {"of_100": share, "place": place, "band": bands[max(start for start in bands if start <= share)]}
        for place, (name, share) in enumerate(ordered, start=1)
    ]


def reasons(week, model, said):
    return [
        {"model": model, "model_version": VERSION, "population": "week", "as_of": week, "family_id": family_id(name)}
        | {"place": place, "feature": feature, "topic": "police", "direction": direction, "contribution": 0.5}
        | {"sentence": sentence}
        for name, sentences in said.items()
        for place, (direction, feature, sentence) in enumerate(sentences, start=1)
    ]


def members(week, name, people):
    return [
        {"as_of": week, "family_id": family_id(name), "person_id": f"p{number}{family_id(name)[:-2]}", "role": role}
        | {"age_months": months, "evidence": "own record"}
        for number, (role, months) in enumerate(people)
    ]


HOUSEHOLD = (("child", 8), ("child", 50), ("expected", None), ("carer", 400), ("adult", 700))


def fill(edition, maltreatment, *, eligibility=None, people=None, said=None, met=None, restrictions=()):
    """Write a week: scores of 100 by family, and what is to be other than usual."""
    week = edition.week
    beside = dict.fromkeys(maltreatment, 20) if eligibility is None else eligibility
    rows = [*scores(edition, week, maltreatment, "maltreatment"), *scores(edition, week, beside, "eligibility")]
    write(edition, "scoring.score", rows, week.isoformat())
    people = dict.fromkeys(maltreatment, HOUSEHOLD) | (people or {})
    families, membership = [], []
    for name, some in people.items():
        children = [months for role, months in some if role == "child"]
        membership += members(week, name, some)
        families.append(
            {"as_of": week, "family_id": family_id(name), "members": len(some), "children": len(children)}
            | {"adults": sum(role in ("carer", "adult") for role, _ in some), "in_cohort": True}
            | {"expected_children": sum(role == "expected" for role, _ in some)}
            | {"youngest_months": min((months for months in children if months is not None), default=None)}
        )
    write(edition, "families.family", families, week.isoformat())
    write(edition, "families.membership", membership, week.isoformat())
    for model in MODELS:
        of_model = (said or {}).get(model, {name: [("raises", "calls", "3 calls")] for name in maltreatment})
        write(edition, "explain.reason", reasons(week, model, of_model), f"{model}/{week.isoformat()}")
    criteria = [
        {"as_of": week, "family_id": family_id(name), "rule_set": "SF2022", "criterion": code}
        | {"rule_set_version": "2022.1", "to_confirm_of_100": 85}
        | {"headline": headline, "members": 1, "evidence_rows": 2, "latest_on": date(2026, 11, 3)}
        for name, codes in (met or {}).items()
        for code, headline in codes
    ]
    write(edition, "outcomes.criterion_met", criteria, week.isoformat())
    write(edition, "outcomes.criterion", lines(week), week.isoformat())
    write(edition, "feeds.restriction", list(restrictions), week.isoformat())
    links = [
        {"record_id": f"r{row['person_id'][1:]}", "person_id": row["person_id"], "tie": "alone"} for row in membership
    ]
    write(edition, "linkage.record_link", [_complete(row) for row in links])
    approve(edition)
    return edition


def _complete(row):
    """Fill what the contract of a link requires and no test looks at."""
    contract = lake_tables()["linkage.record_link"]
    made = {"text": "x", "integer": 1, "real": 1.0, "flag": False, "date": WEEK}
    return {
        column.name: row.get(column.name, column.codes.codes[0].value if column.codes else made[column.type.value])
        for column in contract.columns
        if column.required or column.name in row
    }


def approve(edition):
    for model in MODELS:
        which, part = {"model": model, "model_version": VERSION}, f"{model}/{VERSION}"
        review = which | {"reviewer": "r.view", "reviewed_on": BEFORE, "verdict": "approve", "statement": "ab" * 32}
        write(edition, "approval.review", [review], part)
        verdict = which | {"state": "approved", "trainer": "t.rain", "decided_on": BEFORE}
        write(edition, "approval.verdict", [verdict | {"valid_until": date(2027, 11, 8)}], part)


WORDS = {"SF10.1": "An adult is out of work.", "LOC1": "A home may be lost."}


def lines(week):
    """The rules of the week: a line of the nation's that could be judged, and one of the council's own that could not."""
    rules = {"as_of": week, "rule_set": "local", "rule_set_version": "3", "to_confirm_of_100": 50, "headline": 10}
    line, own = ({"criterion": name, "words": words, "judged": name != "LOC1"} for name, words in WORDS.items())
    return [rules | {"standing": "confirmed", "families": 1} | each for each in (line, own)]


def restriction(name, kind, *, member=0, start=date(2026, 1, 1), end=None, known_on=date(2026, 1, 5), ref="R1"):
    """A restriction of one member of a family."""
    return {
        "record_id": f"r{member}{family_id(name)[:-2]}", "restriction_ref": ref, "kind": kind, "start_date": start,
        "end_date": end, "known_on": known_on, "delivery": f"restriction_{known_on}.csv", "line": 2,
    }  # fmt: skip


def load(feed, known_on, state="taken in"):
    return {
        "delivery": f"{feed}_{known_on}.csv", "feed": feed, "table_name": f"feeds.{feed}", "known_on": known_on,
        "sha256": "ab" * 32, "file_bytes": 1, "rows_read": 1, "rows_accepted": 1, "rows_rejected": 0, "state": state,
        "week": WEEK,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch):
    """No test can cut the power, so that waiting for the disk shows nothing."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session")
def programme(pytestconfig):
    return read_programme(pytestconfig.rootpath / "data_synthetic" / "workspace", delivered_tables())


@pytest.fixture(scope="session")
def specs(pytestconfig):
    return {name: read_model_spec(pytestconfig.rootpath / "models" / name) for name in MODELS}


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


@pytest.fixture
def make(lake):
    """A function that fills a week's edition."""
    return lambda of_100, week=WEEK, **more: fill(Edition(lake, week), of_100, **more)


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(
        WEEK=WEEK, BEFORE=BEFORE, VERSION=VERSION, family_id=family_id, write=write, restriction=restriction, load=load,
    )  # fmt: skip


@pytest.fixture
def publish(make, programme):
    """A function that publishes a week with its list, and gives a connection to it."""

    def week(of_100, **more):
        edition = make(of_100, **more)
        list_families(edition, programme=programme)
        edition.publish()
        return edition.connect()

    return week


@pytest.fixture
def gathered(publish, programme, specs):
    """A function that publishes a week and gives its list as values."""

    def week(of_100, **more):
        with publish(of_100, **more) as lake:
            return gather(lake, as_of=more.get("week", WEEK), programme=programme, specs=specs)

    return week


@pytest.fixture
def sheet(programme, specs):
    """A function that gives a list as values without a lake: scores of 100 by family, and what is other than usual."""

    def made(of_100, *, eligibility=None, people=None, said=None, met=None, sealed=()):
        scored = {
            "maltreatment": of_100,
            "eligibility": dict.fromkeys(of_100, 20) if eligibility is None else eligibility,
        }
        usual = {model: {name: [("raises", "calls", "3 calls")] for name in of_100} for model in MODELS} | (said or {})
        families = []
        shown = sorted(set(of_100) - set(sealed), key=lambda one: (-of_100[one], one))
        for place, name in enumerate(shown, start=1):
            living = (people or {}).get(name, HOUSEHOLD)
            ages = sorted((months for role, months in living if role == "child"), key=lambda months: months or 0)
            families.append(
                Family(
                    place=place,
                    family_id=family_id(name),
                    child_months=tuple(ages),
                    expected=sum(role == "expected" for role, _ in living),
                    adults=sum(role in ("carer", "adult") for role, _ in living),
                    scores={
                        model: Score(
                            shares[name],
                            programme.bands.name_of(shares[name] / 100),
                            tuple(
                                Reason(way == "raises", what, words) for way, what, words in usual[model].get(name, ())
                            ),
                        )
                        for model, shares in scored.items()
                        if name in shares
                    },
                    criteria=tuple(
                        Criterion(code, date(2026, 11, 3), WORDS.get(code, "")) for code, _ in (met or {}).get(name, ())
                    ),
                    change="first",
                    weeks_listed=1,
                )
            )
        return Sheet(
            council=programme.workspace.council,
            synthetic=True,
            as_of=WEEK,
            last_as_of=None,
            capacity=20,
            families=tuple(families),
            models=tuple(_model(specs[name], len(shares)) for name, shares in scored.items()),
            bands=tuple((band.name, band.from_score) for band in programme.bands.levels),
            feeds=53,
            rules="local, version 3, 50 % of its 2 lines still to be confirmed",
            unjudged=1,
            sealed=len(sealed),
        )

    return made


def _model(spec, scored):
    return Model(
        name=spec.name, version=VERSION, target=spec.target, horizon_weeks=spec.horizon_weeks, caveat=spec.caveat,
        population=spec.population.words, owner=spec.owner, trainer="t.rain", reviewers=(("r.view", BEFORE),),
        valid_until=date(2027, 11, 8), scored=scored,
    )  # fmt: skip
