"""Some files opened together: one that is held leaves nothing but itself, sealed."""

import pytest

from csps.feeds import long_files, several_files
from csps.settings.arrivals import ExpectedRows
from csps.settings.feed_words import Decision, Format


def test_a_held_file_is_sealed_and_leaves_nothing_else(office, kit):
    office.change("ssd_mother", expected_rows=ExpectedRows(least=3, most=9))
    rows = office.rows("feeds.ssd_mother", 4)
    broken = [rows[0] | {"moth_person_id": None}]
    held = office.drop("ssd_mother", kit.SUNDAY, broken)
    office.run()
    assert office.table("feeds.ssd_mother") == office.table("feeds.rejected") == []
    assert [one[2] for one in office.findings()] == ["fewer rows than expected"]
    (load,) = office.table("feeds.load")
    assert (load["state"], load["rows_read"]) == ("held", 0)
    with office.vault() as vault:
        assert vault.archived(held) == kit.as_text(broken, office.programme.feeds["ssd_mother"]).encode()


@pytest.mark.parametrize("stretch", [1 << 25, 60])
def test_a_held_file_is_taken_in_from_the_archive_once_the_rule_is_another(office, kit, monkeypatch, stretch):
    monkeypatch.setattr(long_files, "STRETCH", stretch)
    office.change("ssd_mother", expected_rows=ExpectedRows(least=3, most=9))
    held = office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 2))
    office.run()
    (office.deliveries / held).unlink()
    again = office.run(kit.NEXT_WEEK)
    assert (again.held_back, len(again.loads)) == (1, 0)
    office.change("ssd_mother", when_short=Decision.PASS)
    intake = office.run(kit.NEXT_WEEK)
    assert (intake.accepted, intake.held_back) == (2, 0)
    assert {row["known_on"] for row in office.table("feeds.ssd_mother")} == {kit.SUNDAY}


def test_what_is_gone_from_the_archive_is_left(office, kit):
    office.change("ssd_mother", expected_rows=ExpectedRows(least=3, most=9))
    held = office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 2))
    office.run()
    (office.deliveries / held).unlink()
    office.change("ssd_mother", when_short=Decision.PASS)
    with office.vault() as vault:
        (line,) = vault.database.get(1, "archived", "ssd_mother")[0].to_pylist()
        table = vault.table.write_anew(kit.KEYS.wrapper, vault.newest, destroy=[line["key"]])
        table.put()
    intake = office.run(kit.NEXT_WEEK)
    assert (intake.accepted, [feed.waiting for feed in intake.feeds if feed.feed == "ssd_mother"]) == (0, [1])


def test_a_file_too_large_to_be_read_in_one_piece_is_refused_and_kept(office, kit, monkeypatch):
    monkeypatch.setattr(several_files, "MOST_BYTES", 100)
    place = office.drop("ssd_mother", kit.SUNDAY, b'{"moth_table_id": "1"}\n' * 9)
    office.change("ssd_mother", format=Format.JSON_LINES, delimiter=None, encoding=None)
    office.run()
    assert [one[2] for one in office.findings()] == ["too large"]
    assert [load["state"] for load in office.table("feeds.load")] == ["refused"]
    with office.vault() as vault:
        assert len(vault.archived(place)) == 9 * 23
