"""What was known on a day."""

from datetime import date, timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown

from csps.store.known import first_known, known_by, with_withdrawals

PLAN, INCIDENT, DEBT = "feeds.ssd_cp_plans", "feeds.police_incident", "feeds.debt_case"


def plan(known_on, **more):
    return {
        "person": "child",
        "cppl_cp_plan_id": "P1",
        "cppl_cp_plan_start_date": date(2025, 1, 6),
        "known_on": known_on,
        **more,
    }


WITHDRAWN = "feeds.withdrawn"


def taken_back(known_on, line=2, delivery="first", table=PLAN):
    return {"delivery": delivery, "table_name": table, "line": line, "known_on": known_on}


def rows(town, name, day=DAY, **more):
    with town.edition().connect() as lake:
        return known_by(lake, name, day, **more).to_pyarrow().to_pylist()


def test_the_last_version_known_by_the_day_is_in_force(tmp_path):
    first, second = date(2025, 1, 12), date(2025, 6, 1)
    town = KnownTown(tmp_path).add(PLAN, plan(first), plan(second, cppl_cp_plan_end_date=date(2025, 5, 20)))
    assert [row["cppl_cp_plan_end_date"] for row in rows(town, PLAN, second - timedelta(days=1))] == [None]
    assert [row["cppl_cp_plan_end_date"] for row in rows(town, PLAN, second)] == [date(2025, 5, 20)]
    assert rows(town, PLAN, first - timedelta(days=1)) == []


def test_an_event_after_the_day_is_not_there_though_it_is_known(tmp_path):
    town = KnownTown(tmp_path).add(
        INCIDENT, {"person": "a", "incident_date": DAY, "known_on": DAY - timedelta(weeks=1)}
    )
    assert rows(town, INCIDENT, DAY - timedelta(days=1)) == []
    assert len(rows(town, INCIDENT, DAY)) == 1


@pytest.mark.parametrize("since", [date(2025, 2, 1), None])
def test_a_version_that_was_taken_back_does_not_come_to_life_again(tmp_path, since):
    """The plan was first said to begin in March, then in January: nothing of it lies after February."""
    town = KnownTown(tmp_path).add(
        PLAN, plan(date(2025, 4, 1), cppl_cp_plan_start_date=date(2025, 3, 3)), plan(date(2025, 5, 1))
    )
    found = [row["cppl_cp_plan_start_date"] for row in rows(town, PLAN, since=since)]
    assert found == ([] if since else [date(2025, 1, 6)])


def test_a_row_whose_person_was_corrected_is_about_the_later_one_only(tmp_path):
    town = KnownTown(tmp_path).add(PLAN, plan(date(2025, 4, 1)), plan(date(2025, 5, 1), person="other"))
    with town.edition().connect() as lake:
        of_child = lake.table(PLAN).filter(lambda rows: rows.record_id == "child").select("record_id")
        assert known_by(lake, PLAN, DAY, records=of_child).to_pyarrow().num_rows == 0


def test_only_the_columns_asked_for_are_looked_at_besides_key_person_and_days(tmp_path):
    town = KnownTown(tmp_path).add(PLAN, plan(date(2025, 4, 1)))
    (row,) = rows(town, PLAN, columns=("cppl_cp_plan_latest_category",))
    assert set(row) == {
        "cppl_cp_plan_id",
        "known_on",
        "record_id",
        "cppl_cp_plan_start_date",
        "cppl_cp_plan_end_date",
        "cppl_cp_plan_latest_category",
    }


def test_a_table_that_was_never_delivered_has_no_rows(tmp_path):
    assert rows(KnownTown(tmp_path).add(PLAN, plan(date(2025, 4, 1))), DEBT) == []


def test_the_first_day_of_each_table_that_holds_anything(tmp_path):
    town = KnownTown(tmp_path).add(PLAN, plan(date(2025, 4, 1)), plan(date(2025, 3, 1), cppl_cp_plan_id="P2"))
    with town.edition().connect() as lake:
        assert first_known(lake, [PLAN, DEBT]) == {PLAN: date(2025, 3, 1)}
        assert first_known(lake, [DEBT]) == {}


def test_a_row_that_was_taken_back_counts_until_that_day(tmp_path):
    told, back = date(2025, 1, 12), date(2025, 6, 2)
    town = KnownTown(tmp_path).add(PLAN, plan(told, delivery="first", line=2)).add(WITHDRAWN, taken_back(back))
    assert len(rows(town, PLAN, back - timedelta(days=1))) == 1
    assert rows(town, PLAN, back) == []


def test_every_version_of_a_row_bears_the_day_on_which_its_last_was_taken_back(tmp_path):
    first, second, back = date(2025, 1, 12), date(2025, 2, 12), date(2025, 6, 2)
    town = (
        KnownTown(tmp_path)
        .add(PLAN, plan(first, delivery="first", line=2), plan(second, delivery="second", line=2))
        .add(PLAN, plan(first, cppl_cp_plan_id="P2", delivery="first", line=3))
    )
    town.add(WITHDRAWN, taken_back(back, delivery="second"), taken_back(back, line=3, table=INCIDENT))
    with town.edition().connect() as lake:
        found = with_withdrawals(lake, PLAN).to_pyarrow().to_pylist()
        assert sorted((row["cppl_cp_plan_id"], row["withdrawn_on"]) for row in found) == [("P1", back)] * 2 + [
            ("P2", None)
        ]
        before = with_withdrawals(lake, PLAN, back - timedelta(days=1)).to_pyarrow().to_pylist()
        assert {row["withdrawn_on"] for row in before} == {None}


def test_a_row_that_a_later_delivery_tells_again_was_not_taken_back_for_good(tmp_path):
    town = KnownTown(tmp_path).add(
        PLAN, plan(date(2025, 1, 12), delivery="first", line=2), plan(date(2025, 7, 7), delivery="second", line=2)
    )
    town.add(WITHDRAWN, taken_back(date(2025, 6, 2)))
    with town.edition().connect() as lake:
        assert {row["withdrawn_on"] for row in with_withdrawals(lake, PLAN).to_pyarrow().to_pylist()} == {None}
        assert with_withdrawals(lake, DEBT).to_pyarrow().num_rows == 0


def test_a_stay_that_was_taken_back_is_known_until_that_day(tmp_path):
    stay = {"person": "child", "place_id": "P", "started_on": date(2025, 1, 6), "known_on": date(2025, 1, 12)}
    town = KnownTown(tmp_path).add("linkage.residence", stay | {"withdrawn_on": date(2025, 6, 2)})
    assert len(rows(town, "linkage.residence", date(2025, 6, 1), columns=("area",))) == 1
    assert rows(town, "linkage.residence", date(2025, 6, 2)) == []
