"""Spark gives what DuckDB gives, and holds what was computed without remembering how."""

import re
import sys

import pytest
from tests.factories.quick_spark import quick_spark

from csps.domain.errors import UsageError

# Ibis 12 still calls a method that DuckDB 2 has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
SPARK_WARNS = pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning",
    "ignore::DeprecationWarning",
    "ignore::ResourceWarning",
)


@pytest.fixture(scope="module")
def spark_session(tmp_path_factory):
    with quick_spark(tmp_path_factory.mktemp("spark")) as session:
        yield session


def views_of(session):
    return [view.viewName for view in session.sql("SHOW VIEWS").collect()]


def test_without_spark_or_java_the_message_says_what_to_install(published, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match=re.escape("Spark is not installed")) as refusal:
        published.connect("spark")
    assert "csps[spark]" in str(refusal.value)


@pytest.mark.spark
@SPARK_WARNS
def test_spark_gives_the_same_values_and_types(rich, kit, spark_session):
    with rich.connect() as duck, rich.connect("spark") as spark:
        assert kit.answers(duck) == kit.answers(spark)
        nothing = {"all rows", "counted", "nulls"}
        assert kit.answers(duck, kit.EARLIER, nothing) == kit.answers(spark, kit.EARLIER, nothing)
        whole = spark.table("feeds.tiny")
        assert whole.schema() == duck.table("feeds.tiny").schema()
        assert rich.write(kit.TINY, whole) == rich.current().parts["feeds.tiny"]["whole"]
    assert spark_session.sql("SELECT 1").collect()[0][0] == 1  # closing a connection leaves the session alone


@pytest.mark.spark
@SPARK_WARNS
def test_what_is_held_has_the_same_rows_and_forgets_how_they_came_about(rich, spark_session):
    with rich.connect("spark") as spark:
        rows = spark.table("feeds.tiny").group_by("thing").agg(n=lambda of: of.count()).order_by("thing")
        kept = spark.hold(rows, "kept")
        assert kept.schema() == rows.schema()
        assert kept.order_by("thing").to_pyarrow() == rows.to_pyarrow()
        plan = spark_session.table("kept")._jdf.queryExecution().optimizedPlan().toString()
        assert "LogicalRDD" in plan
        assert "Aggregate" not in plan, "what is computed from it would be planned together with it"
        assert spark.hold(rows.filter(rows.n > 1), "kept").to_pyarrow().num_rows == 1, "it takes the place of the other"
        assert "kept" in views_of(spark_session)
    assert views_of(spark_session) == [], "the session lives on, without what was read and held"
