"""One declaration, two engines and an oracle: equal in values and types, on a thousand histories in one job."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pytest
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample
from tests.factories.histories import TABLES, families_of, histories, of_each_column, town_of
from tests.factories.known_town import DAY
from tests.factories.quick_spark import quick_spark
from tests.oracles.features import Known, tell

from csps.features.listing import declarations
from csps.features.matrix import Matrix
from csps.features.readable import Readable
from csps.features.source import HOUSES
from csps.features.trace import trace
from csps.store import Resources
from csps.store.arrivals import Arrived
from csps.store.engines import IBIS_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.histories import History
    from tests.factories.known_town import KnownTown

    from csps.features.declaration import Declared

THERE = frozenset(TABLES) | HOUSES
IN_CI, IN_THE_LONG_RUN = 1000, 5000
SPARK_WARNS = pytest.mark.filterwarnings(
    "ignore:The copy keyword is deprecated", "ignore:toPandas attempted Arrow", "ignore:The 'future.infer_string'"
)


def invented(count: int, phases=(Phase.generate,)) -> dict[str, History]:
    """Give so many histories by name: the same ones every time."""
    found: list[History] = []

    def keep(history: History) -> bool:
        found.append(history)
        return False

    with pytest.raises(NoSuchExample):
        find(histories, keep, settings=quickly(count, phases))
    return {f"h{number}": history for number, history in enumerate(found)}


def quickly(count: int, phases=(Phase.generate, Phase.shrink)) -> settings:
    """Give settings under which nothing is remembered and nothing is in a hurry."""
    return settings(
        max_examples=count,
        phases=phases,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def computed(
    town: KnownTown, wanted: tuple[Declared, ...], engine: str = "duckdb", silent: dict[str, int] | None = None
) -> dict[str, dict[str, object]]:
    """Give what an engine says of every family, where tables have said nothing for so many days."""
    may = Readable(THERE, {DAY: {table: fell_silent((silent or {}).get(table, 0)) for table in TABLES}})
    empty = {DAY: may.absent(DAY, wanted)}
    with town.edition().connect(engine, resources=Resources(threads=2)) as lake:
        rows = Matrix(lake, [DAY], there=THERE, declared=wanted, empty=empty).on(DAY).read_all()
    declared = ibis.schema({each.feature.name: IBIS_TYPES[each.feature.type] for each in wanted}).to_pyarrow()
    assert [rows.schema.field(name).type for name in declared.names] == declared.types, engine
    return {row.pop("family_id"): row for row in rows.drop("as_of").to_pylist()}


def fell_silent(days: int) -> Arrived:
    latest = DAY - timedelta(days=days)
    return Arrived(date(2000, 1, 3), latest, latest)


def told(
    town: KnownTown, names: dict[str, History], wanted: tuple[Declared, ...], silent: dict[str, int] | None = None
) -> dict[str, dict[str, object]]:
    """Give what the oracle says of every family. It is shown the rows of the family's own history."""
    tables: dict[str, dict[str, list[dict[str, object]]]] = {}
    for table in TABLES:
        for row in town.rows(table):
            owner = str(row.get("person_id") or row["record_id"]).split("-")[0]
            tables.setdefault(owner, {}).setdefault(table, []).append(row)
    found = {}
    for name, history in names.items():
        for family, members in families_of(history, name).items():
            people = [vars(member) for member in members]
            known = Known(tables.get(name, {}), town.family_row(DAY, family), people, DAY, silent or {})
            found[family] = {each.feature.name: tell(each, known) for each in wanted}
    return found


def differing(one: dict[str, dict[str, object]], other: dict[str, dict[str, object]]) -> dict[str, list[str]]:
    """Name the features in which two disagree, by family; 1 is not 1.0."""
    assert one.keys() == other.keys()
    return {
        family: names
        for family, values in one.items()
        if (names := [name for name, value in values.items() if not same(value, other[family][name])])
    }


def same(one: object, other: object) -> bool:
    return one == other and type(one) is type(other)


def disagrees(history: History, wanted: tuple[Declared, ...]) -> bool:
    """Say whether DuckDB and the oracle disagree about one history alone."""
    with tempfile.TemporaryDirectory() as folder:
        town = town_of(Path(folder), {"h0": history})
        return bool(differing(computed(town, wanted), told(town, {"h0": history}, wanted)))


def shrunk(verdicts: dict[History, bool], fails: Callable[[History], bool]) -> History:
    """Give the smallest history that fails. Hypothesis goes through those of the batch again, and on from there.

    Args:
        verdicts: of the whole batch: they need not be asked again.
        fails: asks one history alone.
    """
    known = {repr(history): verdict for history, verdict in verdicts.items()}
    found = find(
        histories,
        lambda history: known[repr(history)] if repr(history) in known else fails(history),
        settings=quickly(len(known)),
    )
    return pared(found, fails)


def pared(history: History, fails: Callable[[History], bool]) -> History:
    """Drop facts and people one by one while it still fails: Hypothesis gives up after many drops that lead nowhere."""
    facts, members = history.facts, history.members
    less = [replace(history, facts=(*facts[:place], *facts[place + 1 :])) for place in range(len(facts))]
    less += [replace(history, shared=())] if history.shared else []
    less += [replace(history, members=members[:-1])] if len(members) > 1 else []
    return next((pared(smaller, fails) for smaller in less if fails(smaller)), history)


def explained(wrong: dict[str, list[str]], names: dict[str, History], wanted: tuple[Declared, ...]) -> str:
    """Say what differs, and show the smallest history that shows it."""
    if not wrong:
        return ""
    first = next(iter(wrong.values()))[0]
    some = tuple(each for each in wanted if each.feature.name == first)
    verdicts = {
        history: any(first in wrong.get(family, ()) for family in families_of(history, name))
        for name, history in names.items()
    }
    smallest = shrunk(verdicts, lambda history: disagrees(history, some))
    return f"{len(wrong)} families, for example {first} in {smallest}"


class Asked:
    """What the oracle says of every feature of so many histories, and the engines are held against."""

    def __init__(self, folder: Path, count: int) -> None:
        self._names, self._wanted = invented(count), declarations()
        self._town = town_of(folder, self._names)
        self._oracle = told(self._town, self._names, self._wanted)
        assert len(self._oracle) >= count

    def of(self, engine: str) -> None:
        wrong = differing(computed(self._town, self._wanted, engine), self._oracle)
        assert not wrong, f"{engine}: {explained(wrong, self._names, self._wanted)}"


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with quick_spark(tmp_path_factory.mktemp("spark")) as session:
        yield session


@pytest.fixture(scope="module")
def thousand(tmp_path_factory) -> Asked:
    return Asked(tmp_path_factory.mktemp("thousand"), IN_CI)


def test_duckdb_says_what_the_oracle_says_of_a_thousand_histories(thousand):
    thousand.of("duckdb")


@pytest.mark.spark
@SPARK_WARNS
def test_spark_says_what_the_oracle_says_of_a_thousand_histories(thousand, spark):
    """Every feature of all of them in one job."""
    thousand.of("spark")


SILENT = {"feeds.police_incident": 100, "feeds.school_attendance": 1, "feeds.housing_tenancy_member": 400}


def silence_is_empty(folder: Path, engine: str) -> None:
    """Hold features against the oracle where feeds have fallen silent: what they would count since is empty, not nought."""
    names, wanted = invented(40), tuple(each for each in declarations() if {*each.feature.sources} & {*SILENT})
    town = town_of(folder, names)
    oracle = told(town, names, wanted, SILENT)
    assert differing(computed(town, wanted, engine, SILENT), oracle) == {}
    empty = {name for values in oracle.values() for name, value in values.items() if value is None}
    assert {"police_incidents_52w", "absence_52w", "rent_arrears_weeks"} <= empty


def test_a_silent_feed_is_empty_to_duckdb_and_to_the_oracle(tmp_path):
    silence_is_empty(tmp_path, "duckdb")


@pytest.mark.spark
@pytest.mark.slow
@SPARK_WARNS
def test_a_silent_feed_is_empty_to_spark_and_to_the_oracle(tmp_path, spark):
    silence_is_empty(tmp_path, "spark")


@pytest.mark.spark
@pytest.mark.slow
@SPARK_WARNS
def test_both_engines_say_what_the_oracle_says_of_many_histories(tmp_path, spark):
    many = Asked(tmp_path, IN_THE_LONG_RUN)
    for engine in ("duckdb", "spark"):
        many.of(engine)


def test_a_trace_comes_to_the_value_that_is_computed(tmp_path):
    names, wanted = invented(60), declarations()
    town = town_of(tmp_path, names)
    computed_values = computed(town, wanted)
    with town.edition().connect() as lake:
        traced = trace(lake, DAY, list(computed_values), wanted, there=THERE)
    assert differing(computed_values, dict(traced.values)) == {}


def test_an_empty_value_is_told_apart_by_another_feature(tmp_path):
    """Over invented histories, and over one of each table and column in which nobody filled that column in."""
    told_by = {each.feature.name: each.feature.told_by for each in declarations()}
    names = invented(100) | of_each_column(lambda column: () if column.required else (None,))
    empty = dict.fromkeys(names, 0)
    for family, known in computed(town_of(tmp_path, names), declarations()).items():
        for name in (name for name, value in known.items() if value is None):
            empty[family.removesuffix("-too")] += 1
            assert known[told_by[name]] == 0, (family, name)
    assert min(empty.values()) > 10, "a family of whom almost everything is known: the test could hardly fail"


@pytest.mark.slow
def test_a_failing_history_is_shrunk_alone():
    """Whoever forgets the last day of a window is found out by one incident of one person."""

    def fails(history: History) -> bool:
        return any(fact.table == "feeds.police_incident" and fact.ago == 363 for fact in history.facts)

    verdicts = {history: fails(history) for history in invented(IN_CI).values()}
    assert any(verdicts.values()), "an edge that no history of those in CI reaches"
    smallest = shrunk(verdicts, fails)
    assert [fact.table for fact in smallest.facts if fact.ago == 363] == ["feeds.police_incident"]
    assert (len(smallest.members), len(smallest.facts)) == (1, 1)
