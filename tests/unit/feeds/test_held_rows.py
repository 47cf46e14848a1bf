"""Which rows the rules of the lake look at."""

from csps.feeds.held_rows import HeldRows, kinds_of
from csps.feeds.rules.catalogue import LAKE_RULES, named
from csps.store import Edition


def mothers(*pairs):
    head = "moth_table_id,moth_person_id,moth_childs_person_id\n"
    return head + "".join(f"{mother}{child},{mother},{child}\n" for mother, child in pairs)


def held_in(office, kit, rules):
    """Give what rules look at in the second week, by mothers and children."""
    edition = Edition(office.lake, kit.NEXT_WEEK)
    written = [one for one in edition.base.snapshots if one.part == f"{kit.NEXT_WEEK}"]
    with edition.connect() as lake:
        held = HeldRows(lake, written, rules)
        return [held.for_rule(rule)["feeds.ssd_mother"].to_pyarrow().to_pylist() for rule in held.rules]


def test_only_what_is_tied_to_something_new_is_gone_through(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, mothers(("M1", "A"), ("M1", "B"), ("M2", "C"), ("M3", "D")))
    office.run()
    office.drop("ssd_mother", kit.NEXT_SUNDAY, mothers(("M4", "A")))
    office.run(kit.NEXT_WEEK)
    (rows,) = held_in(office, kit, [named("two mothers")])
    assert sorted(row["moth_table_id"] for row in rows) == ["M1A", "M4A"]


def test_a_row_that_came_again_is_seen_as_it_is_now(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, "moth_table_id,moth_person_id,moth_childs_person_id\n1,M1,A\n2,M2,B\n")
    office.run()
    office.drop("ssd_mother", kit.NEXT_SUNDAY, "moth_table_id,moth_person_id,moth_childs_person_id\n1,M1,B\n")
    office.run(kit.NEXT_WEEK)
    (rows,) = held_in(office, kit, [named("two mothers")])
    assert sorted((row["moth_table_id"], row["known_on"]) for row in rows) == [
        ("1", kit.NEXT_SUNDAY),
        ("2", kit.SUNDAY),
    ]


def test_a_row_that_its_agency_took_back_is_not_looked_at(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, mothers(("M1", "A"), ("M2", "A")))
    office.run()
    office.drop("ssd_mother", kit.SUNDAY, mothers(("M1", "A")))
    office.drop("ssd_mother", kit.NEXT_SUNDAY, mothers(("M4", "A")))
    office.run(kit.NEXT_WEEK)
    (rows,) = held_in(office, kit, [named("two mothers")])
    assert sorted(row["moth_table_id"] for row in rows) == ["M1A", "M4A"]


def test_a_rule_that_needs_a_feed_that_never_came_is_not_asked(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, mothers(("M1", "A")))
    office.run()
    office.drop("ssd_mother", kit.NEXT_SUNDAY, mothers(("M4", "A")))
    office.run(kit.NEXT_WEEK)
    assert held_in(office, kit, [named("mother of an unlikely age")]) == []


def test_rules_about_the_same_references_share_what_they_look_at():
    kinds = kinds_of(LAKE_RULES)
    assert len(kinds) < len(LAKE_RULES) / 2
    pairs = [(table, column) for ties in kinds for table, columns in ties.items() for column in columns]
    assert len(pairs) == len(set(pairs))
