"""A sheet made of values keeps the line of every row, and a line names one row."""

from csps.feeds.readers.contents import MOST_COLUMNS, sheet_of
from csps.vault import Fault


def test_rows_keep_their_lines_and_later_ones_move_down():
    sheet = sheet_of("some", ["a", "b"], [(2, ["1", "x\ny"]), (2, ["2", ""]), (9, ["3", '"']), (9, ["4", ","])])
    assert sheet.delivered.lines[sheet.delivered.fields > 0].tolist() == [2, 3, 9, 10]
    assert sheet.delivered.rows == 4


def test_a_row_of_empty_values_is_a_row():
    assert sheet_of("", ["a", "b"], [(2, ["", ""])]).delivered.rows == 1
    assert sheet_of("", ["a"], [(2, [""])]).delivered.rows == 1
    sheet = sheet_of("", ["a", "b"], [(2, ["", ""]), (5, ["1", ""])])
    assert sheet.delivered.lines.tolist() == [2, 5]


def test_too_many_columns_are_a_fault():
    assert sheet_of("", [str(n) for n in range(MOST_COLUMNS + 1)], []) == Fault("too large", 1)
