"""References to rows that were never delivered are noted, unless the council does not have that feed at all."""


def mothers(office, *children):
    rows = office.rows("feeds.ssd_mother", len(children))
    return [
        row | {"moth_table_id": str(place), "moth_person_id": "P1", "moth_childs_person_id": child}
        for place, (row, child) in enumerate(zip(rows, children, strict=True))
    ]


def people(office, *references):
    rows = office.rows("feeds.ssd_person", len(references), pers_upn=None, pers_common_child_id=None)
    return [row | {"pers_person_id": ref} for row, ref in zip(rows, references, strict=True)]


def unresolved(office):
    """Findings about references: births that do not go together are another rule's."""
    return [found for found in office.findings() if found[2] == "refers to nothing"]


def test_a_child_nobody_delivered_is_noted(office, kit):
    office.drop("ssd_person", kit.SUNDAY, people(office, "P1", "P2"))
    office.drop("ssd_mother", kit.SUNDAY, mothers(office, "P2", "P3"))
    assert office.run().accepted == 4
    assert unresolved(office) == [(3, "moth_childs_person_record_id", "refers to nothing", "note")]


def test_somebody_delivered_in_an_earlier_week_is_known(office, kit):
    office.drop("ssd_person", kit.SUNDAY, people(office, "P1", "P2", "P3"))
    office.run()
    office.drop("ssd_mother", kit.NEXT_SUNDAY, mothers(office, "P2", "P3"))
    office.run(kit.NEXT_WEEK)
    assert unresolved(office) == []


def test_a_feed_that_the_council_does_not_have_is_missed_by_nobody(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, mothers(office, "P2"))
    office.run()
    assert unresolved(office) == []
