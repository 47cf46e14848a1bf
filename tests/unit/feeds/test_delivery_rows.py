"""The rows of a feed: read with file and line, checked, and each accepted or rejected."""

import pytest

from csps.feeds.delivery_rows import DeliveryRows
from csps.vault import rows_of


@pytest.fixture
def place(office):
    with office.workplace("ssd_mother") as opened:
        yield opened


HEAD = "moth_table_id,moth_person_id,moth_childs_person_id\n"


def read(place, kit, **texts):
    rows = DeliveryRows(place)
    rows.add([(kit.arrival(name), rows_of(text.encode(), "utf-8", ",")) for name, text in texts.items()])
    rows.settle(())
    return rows


def accepted(rows, place):
    found = rows.accepted()
    return sorted(place.bench.rows(found.select("_delivery", "_line", "moth_table_id")))


def test_rows_know_their_file_and_line(place, kit):
    rows = read(place, kit, a=HEAD + "1,2,3\n\n2,2,3\n", b=HEAD, c=HEAD + "3,4,5\n")
    assert accepted(rows, place) == [("a", 2, "1"), ("a", 4, "2"), ("c", 2, "3")]
    assert (dict(rows.read), rows.rejected.total()) == ({"a": 2, "b": 0, "c": 1}, 0)


def test_files_with_their_columns_in_another_order_are_read_together(place, kit):
    turned = "moth_childs_person_id,moth_table_id,moth_person_id\n3,9,2\n"
    rows = read(place, kit, a=HEAD + "1,2,3\n", b=turned, c=HEAD + "2,2,3\n")
    assert accepted(rows, place) == [("a", 2, "1"), ("b", 2, "9"), ("c", 2, "2")]


def test_batches_add_up(place, kit):
    rows = read(place, kit, a=HEAD + "1,2,3\n2,,\n")
    rows.add([(kit.arrival("b"), rows_of((HEAD + "1,2,3\n2,2\n").encode(), "utf-8", ","))])
    rows.settle(())
    assert accepted(rows, place) == [("a", 2, "1"), ("b", 2, "1")]
    assert dict(rows.rejected) == {"a": 1, "b": 1}


def test_a_rejected_row_is_sealed_as_it_came_under_its_first_rule(place, kit):
    text = HEAD + '1,,"Amina\nAdeyemi"\n2,2\n3,4,5\n3,4,6\n'
    rows = read(place, kit, a=text)
    assert accepted(rows, place) == [("a", 6, "3")]
    assert place.vault.rejected("a").to_pylist() == [
        {"delivery": "a", "line": 2, "rule": "required", "content": '1,,"Amina\nAdeyemi"\n'},
        {"delivery": "a", "line": 4, "rule": "number of values", "content": "2,2\n"},
        {"delivery": "a", "line": 5, "rule": "key given twice", "content": "3,4,5\n"},
    ]


def test_a_row_that_breaks_several_rules_has_a_finding_for_each_and_is_rejected_once(place, kit):
    rows = read(place, kit, a=HEAD + "1,,\n")
    assert rows.rejected.total() == 1
    assert place.vault.rejected("a").num_rows == 1


def test_a_line_of_nothing_but_delimiters_is_no_row_and_the_rows_add_up_without_it(place, kit):
    rows = read(place, kit, a=HEAD + ",,\n1,2,3\n,,\n2,,\n,\n3,2,3\n")
    assert accepted(rows, place) == [("a", 3, "1"), ("a", 7, "3")]
    assert (dict(rows.read), dict(rows.rejected)) == ({"a": 3}, {"a": 1})


def test_a_row_with_a_repeated_key_counts_if_the_later_one_is_broken(place, kit):
    rows = read(place, kit, a=HEAD + "1,2,3\n1,,3\n")
    assert accepted(rows, place) == [("a", 2, "1")]


def test_nothing_read_is_nothing_there(place, kit):
    assert not DeliveryRows(place).are_there
    assert read(place, kit, a=HEAD).are_there
