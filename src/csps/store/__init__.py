"""The lake: immutable snapshots and week manifests; the door to DuckDB, PyArrow and Spark."""
