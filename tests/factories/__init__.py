"""Rows for tests, made from the declarations: valid for their table, and the same for the same seed."""

from tests.factories.rows import make_rows

__all__ = ["make_rows"]
