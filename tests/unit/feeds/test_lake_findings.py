"""Rules about rows beside one another, week by week."""

from csps.feeds.rules.lake.two_mothers import RULE

HEAD = "moth_table_id,moth_person_id,moth_childs_person_id\n"


def found(office):
    return [
        (row["delivery"][-14:-4], row["line"], row["effect"], row["week"])
        for row in sorted(office.table("feeds.finding"), key=lambda row: (row["delivery"], row["line"]))
        if row["rule"] == RULE.name
    ]


def test_a_new_row_can_make_an_old_one_implausible_and_nothing_is_said_twice(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, HEAD + "1,M1,A\n2,M2,B\n")
    office.run()
    assert found(office) == []
    office.drop("ssd_mother", kit.NEXT_SUNDAY, HEAD + "3,M3,A\n")
    office.run(kit.NEXT_WEEK)
    both = [("2026-11-08", 2, "trust", kit.NEXT_WEEK), ("2026-11-15", 2, "trust", kit.NEXT_WEEK)]
    assert found(office) == both
    office.drop("ssd_mother", kit.NEXT_SUNDAY, HEAD + "4,M4,C\n", path=office.path("ssd_mother", kit.NEXT_WEEK))
    office.run(kit.NEXT_WEEK)
    assert found(office) == both


def test_what_is_found_in_one_run_is_found_in_two(office, kit, tmp_path):
    office.drop("ssd_mother", kit.SUNDAY, HEAD + "1,M1,A\n2,M2,B\n")
    office.drop("ssd_mother", kit.NEXT_SUNDAY, HEAD + "3,M3,A\n")
    office.run(kit.NEXT_WEEK)
    assert [(day, line) for day, line, *_ in found(office)] == [("2026-11-08", 2), ("2026-11-15", 2)]
