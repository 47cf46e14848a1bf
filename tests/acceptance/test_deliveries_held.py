"""Deliveries that are not as expected, through the command line as somebody types it: held or passed by their feed's rule,
said by the weekly run, explained, let in; and corrections, which replace what they correct and keep what was known before.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.factories import make_rows
from tests.factories.cheap_keys import cheap_keys

import csps
from csps.cli.program import program
from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Type
from csps.store.known import known_by
from csps.synthetic.calendar import Calendar
from csps.synthetic.deliveries import Counted
from csps.synthetic.workspace_files import write_workspace_files

if TYPE_CHECKING:
    from pathlib import Path

BEFORE, NOW, NEXT = date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)
SUNDAYS = [date(2026, 11, 8) - timedelta(7 * place) for place in reversed(range(5))]
SUNDAY = date(2026, 11, 15)
ROWS = 60
TABLES = (
    "feeds.ssd_person", "feeds.ssd_cin_episodes", "feeds.ssd_disability", "feeds.police_incident", "feeds.police_asb",
    "feeds.school_enrolment", "feeds.school_exclusion", "feeds.housing_rent_account", "feeds.benefit_spell",
    "feeds.council_tax_property", "feeds.health_flag",
)  # fmt: skip
CHANGES = {
    "police_incident": 'when_late = "hold"',
    "police_asb": 'when_new_column = "hold"',
    "ssd_disability": 'when_restated = "hold"',
}


@dataclass
class Town:
    """A workspace with five published deliveries of every feed."""

    folder: Path

    @property
    def workspace(self) -> Path:
        return self.folder / "town" / "workspace"

    def run(self, *words: str) -> str:
        done = CliRunner().invoke(program, [*words, "--workspace", str(self.workspace)])
        assert done.exit_code == 0, done.output
        return done.stdout

    def feed(self, name: str):
        return csps.open(self.workspace, environ={}).site.programme.feeds[name]

    def drop(self, name: str, day: date, rows: list[dict], *, more: str = "", drop: str | None = None) -> str:
        """Put rows into the drop box as the agency writes them, with a column more or one less."""
        feed, table = self.feed(name), delivered_tables()[f"feeds.{name}"]
        columns = [column for column in table.columns if column.name != drop]
        sink = io.StringIO()
        writer = csv.writer(sink, delimiter=feed.delimiter, lineterminator="\n")
        writer.writerow([*(feed.heading(column.name) for column in columns), *([more] if more else [])])
        for row in rows:
            writer.writerow([*(text(row[column.name], column, feed) for column in columns), *(["x"] if more else [])])
        place = feed.pattern.replace("*", day.isoformat())
        path = self.workspace / "deliveries" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sink.getvalue().encode(feed.encoding))
        return place

    def loads(self) -> dict[str, tuple[str, str | None]]:
        table = csps.open(self.workspace, environ={}).table("feeds.load")
        rows = table[["delivery", "state", "rule", "known_on"]].to_dict("records")
        return {row["delivery"]: (row["state"], row["rule"]) for row in rows if row["known_on"] > BEFORE}

    def known(self, name: str, day: date, key: str, value: str) -> dict[str, object]:
        """What was known of a table on a day: one column by another."""
        with csps.open(self.workspace, environ={}).site.lake.connect() as lake:
            rows = known_by(lake, f"feeds.{name}", day).select(key, value).to_pyarrow().to_pylist()
        return {row[key]: row[value] for row in rows}


def text(value, column, feed):
    if value is None:
        return ""
    if column.type is Type.DATE:
        return value.strftime(feed.date_format)
    if column.type is Type.FLAG:
        return str(value).lower()
    turned = {ours: theirs for theirs, ours in feed.codes.get(column.name, {}).items()}
    return turned.get(value, value)


def rows_of(name: str, seed: int, n: int = ROWS, parents=None) -> list[dict]:
    """Rows that were all begun by the day on which they are first delivered."""
    table = delivered_tables()[f"feeds.{name}"]
    return make_rows(table, n, seed, parents=parents, last_day=date(2026, 10, 1))


PEOPLE = {"feeds.ssd_person": rows_of("ssd_person", 0)}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A town whose first five deliveries are published."""
    with cheap_keys():
        town = Town(tmp_path_factory.mktemp("held"))
        town.workspace.mkdir(parents=True)
        write_workspace_files(town.workspace, Calendar(NOW, 20, 10), {name: Counted(1, 200, 1) for name in TABLES})
        settings = town.workspace / "programme.toml"
        words = settings.read_text()
        for name, line in CHANGES.items():
            words = (
                words.replace(f"[feeds.{name}]", f"[feeds.{name}]\n{line}")
                if "late" not in line
                else (
                    words[: words.index(f"[feeds.{name}]")]
                    + words[words.index(f"[feeds.{name}]") :].replace('when_late = "pass"', line, 1)
                )
            )
        words = words.replace("least = 0, ", "least = 20, ")
        settings.write_text(words)
        csps.open(town.workspace, environ={}).enrol_demonstrators()
        for seed, day in enumerate(SUNDAYS):
            for table in TABLES:
                name = table.partition(".")[2]
                rows = PEOPLE[table] if name == "ssd_person" else rows_of(name, seed, parents=PEOPLE)
                town.drop(name, day, rows)
        town.run("weekly", "--as-of", BEFORE.isoformat())
        yield town


@pytest.fixture
def town(published, tmp_path):
    shutil.copytree(published.folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    with cheap_keys():
        yield Town(tmp_path)


def spoil(town: Town) -> dict[str, tuple[str, str]]:
    """Put a delivery of each feed into the drop box, each with a fault of its own; give what it should be held for."""
    held = {}

    def put(name: str, rule: str, rows: list[dict], day: date = SUNDAY, **more: str) -> None:
        held[town.drop(name, day, rows, **more)] = ("held", rule)

    fresh = {name: rows_of(name, 9, parents=PEOPLE) for name in (table.partition(".")[2] for table in TABLES)}
    put("police_asb", "unknown column", fresh["police_asb"], more="new_column")
    put("ssd_cin_episodes", "missing column", fresh["ssd_cin_episodes"], drop="cine_close_reason")
    put("school_enrolment", "fewer rows than expected", fresh["school_enrolment"][:5])
    many = rows_of("benefit_spell", 9, town.feed("benefit_spell").expected_rows.most + 1, PEOPLE)
    put("benefit_spell", "more rows than expected", many)
    changed = [row | {"reason": "ZZ"} if number % 3 else row for number, row in enumerate(fresh["school_exclusion"])]
    put("school_exclusion", "codes not in their list", changed)
    put("council_tax_property", "emptied column", [row | {"uprn": None} for row in fresh["council_tax_property"]])
    column = "weekly_rent_pence"
    pounds = [row | {column: (row[column] or 0) // 100} for row in fresh["housing_rent_account"]]
    put("housing_rent_account", "values unlike before", pounds)
    put("ssd_disability", "another file for the same day", fresh["ssd_disability"], SUNDAYS[-1])
    return held


def test_what_is_not_as_expected_is_held_said_explained_and_let_in(town):
    held = spoil(town)
    said = town.run("weekly", "--as-of", NOW.isoformat())
    renamed = {name.partition("@")[0]: told for name, told in town.loads().items()}
    again = next(name for name in held if "ssd_disability" in name)
    assert renamed == {name: told for name, told in held.items() if name != again}
    listed = json.loads(town.run("feeds", "held", "--json"))
    assert {one["delivery"].partition("@")[0]: ("held", one["rule"]) for one in listed} == held
    assert f"{len(held)} held back" in said
    assert "csps feeds held" in said
    assert list((town.workspace / "deliveries").rglob("*.csv")) == [], "they are sealed in the vault"
    report = next((town.workspace / "lists" / NOW.isoformat()).glob("*quality*.html")).read_text()
    for one in listed:
        assert one["delivery"] in report
        assert one["sentence"][1:] in report
        (told,) = json.loads(town.run("feeds", "explain", one["delivery"], "--json"))
        assert (told["state"], told["rule"], told["read"]) == ("held", one["rule"], 0)
    assert "weekly_rent_pence" in town.run("feeds", "explain", "housing_rent_account_2026-11-15.csv")
    assert f"{len(held)} held back" in town.run("weekly", "--as-of", NOW.isoformat()), "it is said until it is settled"
    for one in listed:
        town.run("feeds", "release", one["delivery"], "--reason", "the agency confirmed it")
    told = json.loads(town.run("weekly", "--as-of", NOW.isoformat(), "--json"))
    assert sum(feed["held_back"] for feed in told["said"]["feeds"]["feeds"]) == 0
    assert json.loads(town.run("feeds", "held", "--json")) == []
    taken = [load for load in told["said"]["feeds"]["feeds"] for load in load["loads"]]
    assert [load["state"] for load in taken] == ["taken in"] * len(held)
    assert all(load["rows_accepted"] + load["rows_rejected"] == load["rows_read"] > 0 for load in taken)
    kinds = [event.draft.kind.value for event in csps.open(town.workspace, environ={}).site.journal.events()]
    assert kinds.count("delivery released") == len(held)


def test_a_late_delivery_is_held_where_its_feed_says_so(town):
    late = NOW + timedelta(70)
    place = town.drop("police_incident", late - timedelta(1), rows_of("police_incident", 9, parents=PEOPLE))
    town.drop("health_flag", late - timedelta(1), rows_of("health_flag", 9, parents=PEOPLE))
    town.run("weekly", "--as-of", late.isoformat())
    assert town.loads()[place] == ("held", "late")
    assert town.loads()[place.replace("police/police_incident", "health/health_flag")][0] == "taken in"
    assert "police asb: Late." in town.run("feeds", "quality"), "a feed that did not come is said, too"


def test_the_same_file_twice_changes_nothing(town):
    rows = rows_of("police_incident", 9, parents=PEOPLE)
    town.drop("police_incident", SUNDAY, rows)
    town.run("weekly", "--as-of", NOW.isoformat())
    before = csps.open(town.workspace, environ={}).site.lake.current().name
    town.drop("police_incident", SUNDAY, rows)
    town.run("weekly", "--as-of", NOW.isoformat())
    assert csps.open(town.workspace, environ={}).site.lake.current().name == before


def test_a_corrected_file_replaces_what_it_corrects_from_then_on(town):
    key, value = "asb_id", "intervention"
    rows = rows_of("police_asb", 9, parents=PEOPLE)
    codes = [code for code in delivered_tables()["feeds.police_asb"][value].codes.values if code != rows[0][value]]
    town.drop("police_asb", SUNDAY, rows)
    town.run("weekly", "--as-of", NOW.isoformat())
    town.drop("police_asb", SUNDAY, [rows[0] | {value: codes[0]}, *rows[2:]])
    town.run("weekly", "--as-of", NEXT.isoformat())
    then, now = (town.known("police_asb", day, key, value) for day in (NOW, NEXT))
    first, second = rows[0][key], rows[1][key]
    assert (then[first], now[first]) == (rows[0][value], codes[0])
    assert second in then, "it was taken back later"
    assert second not in now
    assert len(now) == len(then) - 1


def test_somebody_erased_stays_erased_when_their_file_comes_again(town):
    rows = PEOPLE["feeds.ssd_person"]
    place = csps.open(town.workspace, environ={})
    links = place.table("linkage.record_link")
    people = place.table("feeds.ssd_person")
    record = people["record_id"].iloc[0]
    person = links.loc[links["record_id"] == record, "person_id"].iloc[0]
    gone = set(links.loc[links["person_id"] == person, "record_id"]) & set(people["record_id"])
    town.run("privacy", "confirm", person, "--reason", "erasure request 17 is upheld")
    town.run("privacy", "erase", person, "--reason", "erasure request 17 is upheld")
    town.drop("ssd_person", SUNDAY, rows)
    town.run("weekly", "--as-of", NOW.isoformat())
    after = csps.open(town.workspace, environ={})
    assert not gone & set(after.table("feeds.ssd_person")["record_id"])
    (load,) = after.table("feeds.load").query("known_on > @BEFORE").to_dict("records")
    assert (load["rows_read"], load["rows_rejected"]) == (ROWS, len(gone))
    rejected = after.table("feeds.rejected")
    assert set(rejected["rule"]) == {"about somebody erased"}
    with town_vault(after) as vault:
        assert not gone & set(vault.identities()["record_id"].to_pylist())
        assert vault.archived(load["delivery"]).count(b"\n") == 1 + ROWS - len(gone)


def town_vault(workspace):
    from csps.pipeline.identities import keys_of
    from csps.vault import Vault

    site = workspace.site
    return Vault.open(site.vault, keys=keys_of(site), generation=site.lake.current().versions["vault"])
