"""Spark as an engine of the lake: the session that the caller has made, or one inside this process."""

from __future__ import annotations

import shutil
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import ibis

from csps.domain.errors import UsageError
from csps.store import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from csps.store.sorting import Resources


class SparkEngine:
    """Spark: the session the caller has made, on whatever cluster, or one on this machine.

    A session that is there already is used as it is. It is not stopped at the end: starting one takes seconds.

    Args:
        lake: what Spark spills goes inside it.
        resources: threads, where a session must be made.

    Raises:
        UsageError: PySpark or Java is missing.
    """

    def __init__(self, lake: Path, resources: Resources) -> None:
        advice = "Install Java 17 or later and `csps[spark]`."
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # PySpark 4.3 says at import that pandas 3 is new to it
            try:
                from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional part
            except ImportError:
                raise UsageError("Spark is not installed.", next_step=advice) from None
            if SparkSession.getActiveSession() is None and shutil.which("java") is None:
                raise UsageError("Spark needs Java, which is not installed.", next_step=advice)
            self._session: Any = SparkSession.getActiveSession() or _local_session(lake, resources)
            self.backend = ibis.pyspark.connect(self._session)
        self._views: list[str] = []

    def read(self, files: Sequence[Path], view: str) -> ibis.Table:
        """Give files of one shape as one table under the name `view`."""
        names = [f"{view}_{place}" for place in range(len(files))]
        self._views.extend(names)
        parts = [
            self.backend.read_parquet(file.resolve(), table_name=name) for file, name in zip(files, names, strict=True)
        ]
        return ibis.union(*parts)

    def hold(self, rows: ibis.Table, name: str) -> ibis.Table:
        """Compute rows now, keep them with the executors, and forget how they came about.

        Ibis' own `cache` keeps the plan with the rows. What is computed from a dozen such tables then carries the plans of all
        that they were computed from, and Spark compares it, piece by piece, with every plan that it keeps: it took minutes to
        plan some hundreds of features. An executor that is lost takes its rows with it; the run must then be started again.
        """
        # Ibis tells Spark of rows that the code named before it asks a question, and not before this.
        self.backend._run_pre_execute_hooks(rows)  # noqa: SLF001 - it has no public name
        self.backend.raw_sql(self.backend.compile(rows)).localCheckpoint().createOrReplaceTempView(name)
        self._views.append(name)
        # Cast once more: Ibis takes Spark's small numbers for what it asked for, and does not cast them.
        return self.backend.table(name).cast(rows.schema())

    def close(self) -> None:
        """Forget the views; the session lives on."""
        for view in self._views:
            with suppress(Exception):  # the session may have been stopped by its owner
                self._session.catalog.dropTempView(view)  # where Ibis 12 drops a view it leaves out the name


SPARK_MEMORY = "4g"
"""What Spark may hold inside this process."""
SPARK_PAGE = "1m"
"""What a join takes at a time. Spark's own 32 MB, for each of some fifty small tables that features are joined from, and
for each task, is more than it may hold."""


def _local_session(lake: Path, resources: Resources) -> object:
    """Start Spark inside this process, listening to this machine only."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional part

    spill = lake.resolve() / files.WRITING
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": SPARK_MEMORY,
        "spark.buffer.pageSize": SPARK_PAGE,
        "spark.local.dir": str(spill),
        "spark.sql.warehouse.dir": str(spill / "warehouse"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(2 * (resources.threads or 4)),
    }
    builder = SparkSession.builder.appName("csps").master(f"local[{resources.threads or '*'}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
