"""Parquet files give the rows that their text would."""

import pytest
from tests.factories.real_formats import as_parquet, ssda903

from csps.feeds.readers.parquet import read_parquet
from csps.feeds.readers.text import read_text
from csps.vault import Fault


def test_it_reads_what_the_text_reads():
    text = ssda903("header", 5)
    assert read_parquet(as_parquet(text)).sheets[0].delivered.rows == read_text(text).sheets[0].delivered.rows == 5


@pytest.mark.parametrize("keep", [4, 100, -8])
def test_what_breaks_off_is_damaged(keep):
    assert read_parquet(as_parquet(ssda903("header", 5))[:keep]) == Fault("damaged")
