"""A row about somebody who was erased."""

from csps.feeds.rules.row.erased_person import RULE
from csps.vault import erase_records


def test_nothing_of_it_is_kept(office, kit):
    rows = office.rows("feeds.ssd_person", 3)
    office.drop("ssd_person", kit.SUNDAY, rows)
    office.run()
    gone = office.table("feeds.ssd_person")[0]
    with office.vault() as vault:
        erase_records(vault, kit.KEYS.wrapper, [gone["record_id"]], {}, lambda *_: None)
    place = office.drop("ssd_person", kit.NEXT_SUNDAY, rows)
    office.run(kit.NEXT_WEEK)
    (rejected,) = office.table("feeds.rejected")
    assert (rejected["delivery"], rejected["rule"], rejected["line"]) == (place, RULE.name, gone["line"])
    assert len([row for row in office.table("feeds.ssd_person") if row["delivery"] == place]) == 2
    with office.vault() as vault:
        assert vault.rejected(place).num_rows == 0
        assert vault.archived(place).count(b"\n") == 3
