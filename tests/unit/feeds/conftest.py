"""An office that receives deliveries: a drop box, a vault, a lake, and a few feeds in the styles of the synthetic borough."""

import csv
import dataclasses
import io
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType, SimpleNamespace

import pytest
from tests.factories import make_rows

from csps.contracts.catalogue import all_tables, delivered_tables
from csps.contracts.model import Type
from csps.feeds import ledger
from csps.feeds.arrival import Arrival
from csps.feeds.bench import Bench
from csps.feeds.drop_box import Found
from csps.feeds.ledger import Ledger
from csps.feeds.run import take_in
from csps.feeds.workplace import Workplace
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.settings import read_programme
from csps.store import Edition, Lake, Resources
from csps.synthetic.calendar import Calendar
from csps.synthetic.deliveries import Counted
from csps.synthetic.workspace_files import write_workspace_files
from csps.vault import Vault, VaultKeys

KEYS = VaultKeys(LocalKeyWrapper(DataKey(bytes(range(32)))), PseudonymKey(bytes(range(1, 33))))
WEEK, NEXT_WEEK = date(2026, 11, 9), date(2026, 11, 16)
SUNDAY, NEXT_SUNDAY = date(2026, 11, 8), date(2026, 11, 15)
FEW = (
    "feeds.police_incident",
    "feeds.police_asb",
    "feeds.ssd_person",
    "feeds.ssd_mother",
    "feeds.council_tax_property",
)


@pytest.fixture(scope="session")
def programmes(tmp_path_factory):
    """Give the programme of a council that receives some tables."""
    made = {}

    def programme(tables):
        if tables not in made:
            folder = tmp_path_factory.mktemp("programme")
            write_workspace_files(folder, Calendar(NEXT_WEEK, 20, 10), {name: Counted(1, 1, 1) for name in tables})
            made[tables] = read_programme(folder, all_tables())
        return made[tables]

    return programme


def as_text(rows, feed, delimiter=None):
    """Write rows as the agency of a feed would."""
    table = all_tables()[feed.table]
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=delimiter or feed.delimiter, lineterminator="\n")
    writer.writerow([feed.heading(name) for name in table.column_names])
    for row in rows:
        writer.writerow([_value(row[column.name], column, feed) for column in table.columns])
    return sink.getvalue()


def _value(value, column, feed):
    if value is None:
        return ""
    if column.type is Type.DATE and isinstance(value, date):
        return value.strftime(feed.date_format)
    return str(value).lower() if column.type is Type.FLAG else value


class Office:
    """A workspace without a workspace's files: one folder for each room."""

    def __init__(self, folder, programme):
        self.folder, self.programme = folder, programme
        self.deliveries = folder / "deliveries"
        self.deliveries.mkdir()
        self.lake = Lake(folder / "lake", resources=Resources(threads=1, memory="500MB"))

    def change(self, name, **changes):
        """Let the council choose otherwise for a feed."""
        feeds = dict(self.programme.feeds)
        feeds[name] = dataclasses.replace(feeds[name], **changes)
        self.programme = dataclasses.replace(self.programme, feeds=MappingProxyType(feeds))

    def path(self, name, day, more=""):
        return self.deliveries / self.programme.feeds[name].pattern.replace("*", f"{day.isoformat()}{more}")

    def drop(self, name, day, content, path=None):
        """Put a file into the drop box: rows, text or bytes."""
        if isinstance(content, list):
            content = as_text(content, self.programme.feeds[name])
        path = path or self.path(name, day)
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path.relative_to(self.deliveries).as_posix()

    def rows(self, table, n, seed=0, last_day=date(2026, 10, 30), **same):
        """Make rows that obey a table's contract."""
        made = make_rows(delivered_tables()[table], n, seed, last_day=last_day)
        return [row | same for row in made]

    @contextmanager
    def vault(self):
        current = self.lake.current()
        generation = 0 if current is None else current.versions.get("vault", 0)
        with Vault.open(self.folder / "vault", keys=KEYS, generation=generation) as vault:
            yield vault

    def run(self, week=WEEK, *, publish=True):
        """Take in what lies in the drop box and publish the week."""
        with self.lake.lock(), self.vault() as vault:
            edition = Edition(self.lake, week)
            intake = take_in(edition, vault, deliveries=self.deliveries, programme=self.programme)
            if publish:
                edition.publish()
            return intake

    def table(self, name):
        """Give a published table as rows."""
        with self.lake.connect() as lake:
            return lake.table(name).to_pyarrow().to_pylist()

    def findings(self):
        """Give published findings as tuples of line, column, rule and effect, in order."""
        return sorted((f["line"], f["column_name"], f["rule"], f["effect"]) for f in self.table("feeds.finding"))

    @contextmanager
    def workplace(self, name):
        """Give what taking in one feed needs."""
        feed = self.programme.feeds[name]
        edition = Edition(self.lake, WEEK)
        with self.vault() as vault, Ledger(edition) as ledger, Bench(Resources(threads=1)) as bench:
            vault.begin()
            yield Workplace(
                name=name,
                feed=feed,
                table=delivered_tables()[feed.table],
                bench=bench,
                ledger=ledger,
                vault=vault,
                edition=edition,
            )


def arrival(name="a.csv", day=SUNDAY, **more):
    """Make a file that is to be taken in."""
    return Arrival(Found(None, name, "0" * 64, 1, day), name, day, **more)


@pytest.fixture(autouse=True)
def few_tables(monkeypatch):
    """Let only the few tables of these tests be declared: an empty part for each of all of them takes a second."""
    monkeypatch.setattr(ledger, "delivered_tables", lambda: dict.fromkeys(FEW))


@pytest.fixture
def office(tmp_path, programmes):
    return Office(tmp_path, programmes(FEW))


@pytest.fixture(scope="session")
def kit(programmes):
    return SimpleNamespace(
        WEEK=WEEK,
        NEXT_WEEK=NEXT_WEEK,
        SUNDAY=SUNDAY,
        NEXT_SUNDAY=NEXT_SUNDAY,
        KEYS=KEYS,
        Office=Office,
        as_text=as_text,
        arrival=arrival,
        programmes=programmes,
    )
