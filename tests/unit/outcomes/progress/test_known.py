"""Rows by table and case, each table read once."""

from csps.outcomes.progress.known import Known


def test_a_table_is_read_once_and_shared_out_by_case_in_order_of_time(told):
    asked = []

    def read(table):
        asked.append(table)
        return [
            told.row("child", told.weeks(5)),
            told.row("child", told.weeks(3)),
            {**told.row("adult", told.weeks(4)), "family_id": "F2"},
        ]

    known = Known(read)
    assert [row["happened"] for row in known.of("feeds.ssd_missing", "F1")] == [told.weeks(3), told.weeks(5)]
    assert [row["person_id"] for row in known.of("feeds.ssd_missing", "F2")] == ["adult"]
    assert known.of("feeds.ssd_missing", "F3") == ()
    assert asked == ["feeds.ssd_missing"]


def test_a_row_without_a_day_comes_first(told):
    known = Known(lambda _: [told.row("child", told.weeks(5)), told.row("child", None)])
    assert [row["happened"] for row in known.of("feeds.ssd_missing", "F1")] == [None, told.weeks(5)]
