"""Spark for rows of which there are few: what a question costs there is planning it, so that as little as can be is planned.

The session is the one that csps makes, and gives what it gives. Switched off is what pays with millions of rows: compiling
each question into Java of its own, sharing rows out, and planning again after a look at what has come so far. Java itself,
which lives for a minute, does not make itself ready for days.
"""

from __future__ import annotations

import shutil
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from csps.store.sorting import Resources
from csps.store.spark import _local_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUICK = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
}
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@contextmanager
def quick_spark(folder: Path) -> Iterator[Any]:
    """Make a session, which connections to Spark then use, and stop it at the end. Skips where Spark cannot be had."""
    pytest.importorskip("pyspark", reason="PySpark is not installed: pip install csps[spark]")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: Spark needs version 17 or later")
    with pytest.MonkeyPatch.context() as environment, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        environment.setenv("JDK_JAVA_OPTIONS", QUICK_JAVA)
        session: Any = _local_session(folder, Resources(threads=2))
    for name, value in QUICK.items():
        session.conf.set(name, value)
    yield session
    session.stop()
