"""What became of a delivery, told without a value."""

import dataclasses

import pytest

from csps.domain.errors import UsageError
from csps.feeds.explanation import LINES_SHOWN, explain_delivery

HEAD = "moth_table_id,moth_person_id,moth_childs_person_id\n"


def explain(office, name):
    with office.lake.connect() as lake:
        return explain_delivery(lake, name)


def test_every_row_is_accounted_for_by_rule_and_line(office, kit):
    place = office.drop("ssd_mother", kit.SUNDAY, HEAD + "1,Zzyzxqua,3\n2,,3\n3,4\n4,5,5\n")
    office.run()
    (found,) = explain(office, place)
    assert (found.read, found.accepted, found.rejected) == (4, 2, 2)
    assert sum(rows.count for rows in found.refused) == found.rejected
    assert [(rows.rule, rows.lines) for rows in found.refused] == [("number of values", (4,)), ("required", (3,))]
    told = {(one.rule, one.column, one.effect): one.lines for one in found.broken}
    assert told == {
        ("number of values", "*", "row"): (4,),
        ("required", "moth_person_id", "row"): (3,),
        ("mother of oneself", "moth_childs_person_id", "trust"): (5,),
    }
    assert "Zzyzxqua" not in repr(dataclasses.asdict(found))


def test_a_delivery_that_was_kept_out_says_why(office, kit):
    place = office.drop("ssd_mother", kit.SUNDAY, b"\xff")
    office.run()
    (found,) = explain(office, place)
    assert (found.state, found.rule, found.read) == ("refused", "encoding", 0)
    assert found.sentence.startswith("The bytes")


def test_only_the_first_lines_are_shown_and_all_are_counted(office, kit):
    rows = "".join(f"{number},,3\n" for number in range(LINES_SHOWN + 5))
    place = office.drop("ssd_mother", kit.SUNDAY, HEAD + rows)
    office.run()
    (found,) = explain(office, place)
    assert found.refused[0].count == LINES_SHOWN + 5
    assert found.refused[0].lines == tuple(range(2, LINES_SHOWN + 2))


def test_the_end_of_its_path_is_enough_where_only_one_has_it(office, kit):
    for day in (kit.SUNDAY, kit.NEXT_SUNDAY):
        office.drop("ssd_mother", day, HEAD)
    office.run(kit.NEXT_WEEK)
    assert explain(office, "ssd_mother_2026-11-08.csv")[0].known_on == kit.SUNDAY
    with pytest.raises(UsageError, match="2 deliveries end with"):
        explain(office, ".csv")


def test_a_delivery_that_is_not_there_has_neighbours(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, HEAD)
    office.run()
    with pytest.raises(UsageError, match="There is no delivery") as refusal:
        explain(office, "ssd_mother_2026-11-09.csv")
    assert "ssd_mother_2026-11-08.csv" in refusal.value.next_step
