"""How complete a delivery came, counted without keeping a value."""

import ibis

from csps.contracts.catalogue import delivered_tables
from csps.feeds.filled import filled

MOTHERS = delivered_tables()["feeds.ssd_mother"]


def test_each_column_that_may_be_missing_is_counted(office, kit):
    rows = office.rows("feeds.ssd_person", 3, pers_upn=None, pers_common_child_id=None, pers_forename="Ada")
    rows[0]["pers_forename"] = None
    place = office.drop("ssd_person", kit.SUNDAY, rows)
    office.run()
    found = {row["column_name"]: (row["filled"], row["rows"]) for row in office.table("feeds.filled")}
    assert found["pers_forename"] == (2, 3)
    assert found["pers_upn"] == (0, 3)
    assert "pers_person_id" not in found
    assert {(row["delivery"], row["table_name"]) for row in office.table("feeds.filled")} == {
        (place, "feeds.ssd_person")
    }


def test_a_table_whose_columns_are_all_required_has_nothing_to_count():
    rows = ibis.table({"_delivery": "string", **dict.fromkeys(MOTHERS.column_names, "string")}, name="rows")
    assert all(column.required for column in MOTHERS.columns)
    assert filled(MOTHERS, rows).columns == ("delivery", "table_name", "column_name", "rows", "filled")
