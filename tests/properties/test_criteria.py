"""Criteria know no more of a date than features do, and their rows are what they say."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.factories.histories import every_code, of_each_column, town_of
from tests.factories.known_town import DAY
from tests.factories.quick_spark import quick_spark
from tests.properties.test_features import SPARK_WARNS, computed, invented

from csps.features.listing import declarations
from csps.outcomes.assessed import assessments
from csps.outcomes.criteria import counts_on, evidence_on, judged, met_by
from csps.outcomes.evidence import Evidence
from csps.outcomes.rule_sets import SF2022, TFP2015
from csps.store import Resources
from csps.store.held import a_few_rows
from csps.store.people import people_on

if TYPE_CHECKING:
    from tests.factories.known_town import KnownTown

    from csps.outcomes.rule_sets import Rules
    from csps.store import Edition

HISTORIES = 600
TOLD_IN_TIME = "told in time "
SAME = {
    "SF6.2": "missing_episodes_52w",
    "TF3.e": "s47_enquiries_52w",
    "TF3.f": "open_protection_plans_now",
}
"""Criteria that a feature asks about too."""


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> KnownTown:
    """Many families, of whom much became known only after the date; and each once more, told only what was known by it.

    Besides the invented ones there is a family for each code of each table, so that nearly every line is met by somebody.
    """
    names = invented(HISTORIES) | of_each_column(every_code)
    town = town_of(tmp_path_factory.mktemp("town"), names)
    in_time = town_of(tmp_path_factory.mktemp("in time"), {TOLD_IN_TIME + name: told for name, told in names.items()})
    later = 0
    for table, rows in in_time._rows.items():
        known = [row for row in rows if row["known_on"] <= DAY]
        later += len(rows) - len(known)
        town.add(table, *known)
    for family, members in in_time._families[DAY].items():
        town.family(*members, name=family)
    assert later > HISTORIES / 2, "hardly anything became known later: the test could not fail"
    edition = town.edition()
    town.edition = lambda: edition  # written once, however often it is asked for
    return town


@functools.cache
def met(
    edition: Edition, rules: Rules, *, row_by_row: bool = False, engine: str = "duckdb"
) -> tuple[list[dict[str, object]], set[str]]:
    """Give what families meet on the date, with the rows behind it, and behind whom an assessment stands."""
    with edition.connect(engine, resources=Resources(threads=1 if engine == "duckdb" else 2)) as lake:
        evidence = Evidence(lake, people_on(lake, DAY), DAY, row_by_row=row_by_row)
        shown = evidence_on(judged(evidence, rules), DAY).order_by("family_id", "criterion", "place")
        stands = counts_on(assessments(evidence), DAY).family_id
        return shown.to_pyarrow().to_pylist(), set(stands.to_pyarrow().to_pylist())


def apart(found: tuple[list[dict[str, object]], set[str]], *, in_time: bool) -> tuple[list[list[str]], set[str]]:
    """Give what was found of the families that were told everything, or of those told in time, under the same names.

    By which delivery a row came, and where it stands among those of its day because of that, is left out: the town numbers
    its rows.
    """
    rows = [row for row in found[0] if str(row["family_id"]).startswith(TOLD_IN_TIME) is in_time]
    kept = [[_named(row[name]) for name in sorted(row) if name not in ("delivery", "line", "place")] for row in rows]
    stands = {_named(family) for family in found[1] if family.startswith(TOLD_IN_TIME) is in_time}
    return sorted(kept), stands


def _named(value: object) -> str:
    return str(value).removeprefix(TOLD_IN_TIME)


@pytest.mark.parametrize("rules", [TFP2015, SF2022], ids=lambda rules: rules.name)
def test_what_became_known_after_the_date_changes_nothing(town, rules):
    found = met(town.edition(), rules)
    with_later = apart(found, in_time=False)
    assert len({row["criterion"] for row in found[0]}) > 0.8 * len(rules.lines), (
        "too few lines are met: the test could hardly fail"
    )
    assert len(with_later[1]) > 25, "hardly an assessment stands: the test could not fail"
    assert with_later == apart(found, in_time=True)


@pytest.mark.parametrize("rules", [TFP2015, SF2022], ids=lambda rules: rules.name)
def test_evidence_was_known_by_the_date_began_by_then_and_still_counts(town, rules):
    for row in met(town.edition(), rules)[0]:
        assert row["known_on"] is None or row["known_on"] <= DAY, row["criterion"]
        assert row["since"] <= DAY, row["criterion"]
        assert row["until"] is None or row["until"] > DAY, row["criterion"]


def test_sums_and_their_rows_meet_the_same_criteria(town):
    sums, rows = (met(town.edition(), SF2022, row_by_row=wanted)[0] for wanted in (False, True))
    assert {(row["family_id"], row["criterion"]) for row in sums} == {
        (row["family_id"], row["criterion"]) for row in rows
    }
    assert {row["summed"] for row in rows} == {1}


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with quick_spark(tmp_path_factory.mktemp("spark")) as session:
        yield session


@pytest.mark.spark
@pytest.mark.slow
@SPARK_WARNS
@pytest.mark.parametrize("row_by_row", [False, True])
def test_spark_finds_the_same_rows_for_the_same_criteria(town, spark, row_by_row):
    """Every line of both rule sets in one job: the rows, their days and places, and behind whom an assessment stands."""
    both = replace(SF2022, lines=(*TFP2015.lines, *SF2022.lines))
    duck, spark = (met(town.edition(), both, row_by_row=row_by_row, engine=engine) for engine in ("duckdb", "spark"))
    assert len({row["criterion"] for row in duck[0]}) > 55, "of 65 lines too few are met: the test could hardly fail"
    assert spark == duck


def test_criteria_and_features_agree_about_what_was_known(town):
    wanted = tuple(each for each in declarations() if each.feature.name in SAME.values())
    features = computed(town, wanted)
    for rules in (TFP2015, SF2022):
        for line in (line for line in SAME if line in {each.id for each in rules.lines}):
            families = {row["family_id"] for row in met(town.edition(), rules)[0] if row["criterion"] == line}
            by_feature = {family for family, values in features.items() if values[SAME[line]]}
            nominated = {
                row["family_id"]
                for row in met(town.edition(), rules)[0]
                if row["criterion"] == line and row["from_table"] == "feeds.professional_nomination"
            }
            assert families - nominated <= by_feature, line
            assert by_feature <= families, line


def test_members_and_rows_are_counted_from_the_evidence(town):
    rows = met(town.edition(), SF2022)[0]
    families = {"family_id": "string", "person_id": "string", "criterion": "string", "headline": "int64"}
    types = families | {"summed": "int64", "since": "date"}
    with town.edition().connect(resources=Resources(threads=1)) as lake:
        shown = a_few_rows({name: [row[name] for row in rows] for name in types}, types)
        counted = lake.backend.to_pyarrow(met_by(shown)).to_pylist()
    assert counted
    for row in counted:
        behind = [
            each for each in rows if (each["family_id"], each["criterion"]) == (row["family_id"], row["criterion"])
        ]
        assert row["members"] == len({each["person_id"] for each in behind})
        assert row["evidence_rows"] == sum(each["summed"] for each in behind)
        assert {each["place"] for each in behind} == set(range(1, len(behind) + 1))
