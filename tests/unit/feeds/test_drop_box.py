"""The drop box: what lies in it, whose it is, of which day, and when it may be removed."""

import hashlib
from datetime import date

import pytest

from csps.domain.errors import DeliveryError, StorageError
from csps.feeds import drop_box
from csps.feeds.drop_box import clear_drop_box, found_for, no_files, places_in, read, unclaimed

DAY = date(2026, 11, 8)


@pytest.fixture
def feed(office):
    return office.programme.feeds["police_incident"]


@pytest.fixture
def box(office):
    (office.deliveries / "police").mkdir()
    return office.deliveries


def put(box, name, data=b"x"):
    (box / "police" / name).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def test_files_come_in_order_of_day_and_path(box, feed):
    for name in ("police_incident_2026-11-15.csv", "police_incident_2026-11-08.csv", "police_incident_2026-10-04.csv"):
        put(box, name)
    days = [found.known_on for found in found_for(feed, box, places_in(box))]
    assert days == [date(2026, 10, 4), DAY, date(2026, 11, 15)]


def test_a_file_is_known_by_its_hash_and_size(box, feed):
    digest = put(box, "police_incident_2026-11-08.csv", b"four")
    (found,) = found_for(feed, box, places_in(box))
    assert (found.sha256, found.size, found.place) == (digest, 4, "police/police_incident_2026-11-08.csv")


@pytest.mark.parametrize(
    "name", ["police_incident_.csv", "police_incident_08-11-2026.csv", "police_incident_2026-02-30.csv"]
)
def test_a_name_without_a_date_has_none(box, feed, name):
    put(box, name)
    assert [found.known_on for found in found_for(feed, box, places_in(box))] == [None]


def test_files_of_nobody_are_named(box, office):
    put(box, "police_incident_2026-11-08.csv")
    put(box, "holiday.jpg")
    assert unclaimed(office.programme.feeds, places_in(box)) == ["police/holiday.jpg"]


def test_capital_letters_make_no_difference(box, feed, office):
    put(box, "POLICE_INCIDENT_2026-11-08.CSV")
    assert [found.known_on for found in found_for(feed, box, places_in(box))] == [DAY]
    assert unclaimed(office.programme.feeds, places_in(box)) == []


def test_a_folder_or_a_link_named_like_a_delivery_is_no_file_and_is_named(box, office, tmp_path):
    put(box, "police_incident_2026-11-08.csv")
    (tmp_path / "elsewhere.csv").write_text("secret")
    (box / "police" / "police_incident_2026-11-15.csv").symlink_to(tmp_path / "elsewhere.csv")
    (box / "police" / "police_incident_2026-11-22.csv").symlink_to(tmp_path / "nowhere")
    (box / "police" / "police_incident_2026-11-29.csv").mkdir()
    assert places_in(box) == ["police/police_incident_2026-11-08.csv"]
    assert [place[-14:-4] for place in no_files(office.programme.feeds, box)] == [
        "2026-11-15", "2026-11-22", "2026-11-29",
    ]  # fmt: skip


def test_hidden_files_are_on_their_way(box):
    put(box, ".police_incident_2026-11-08.csv.part")
    assert places_in(box) == []


def test_a_missing_box_is_said(tmp_path):
    with pytest.raises(DeliveryError, match="There is no drop box"):
        places_in(tmp_path / "deliveries")


def test_a_file_that_changes_while_it_is_read_is_left_for_later(box, feed):
    put(box, "police_incident_2026-11-08.csv", b"half")
    (found,) = found_for(feed, box, places_in(box))
    assert read(found) == b"half"
    put(box, "police_incident_2026-11-08.csv", b"half and more")
    assert read(found) is None


def test_a_file_that_grows_while_it_is_looked_at_is_left_for_later(box, feed, monkeypatch):
    put(box, "police_incident_2026-11-08.csv", b"half")
    told = drop_box._date_in

    def grows(place, feed):
        put(box, "police_incident_2026-11-08.csv", b"half and more")
        return told(place, feed)

    monkeypatch.setattr(drop_box, "_date_in", grows)
    assert found_for(feed, box, places_in(box)) == []


@pytest.mark.parametrize("name", [".a.csv", "a.csv.part", "a.csv.filepart", "~$a.xlsx", "a.csv~", "a.tmp"])
def test_a_file_whose_name_says_that_it_is_on_its_way_is_left_alone(box, name):
    put(box, name)
    assert places_in(box) == []


def test_a_file_that_cannot_be_read_is_said(box, feed):
    put(box, "police_incident_2026-11-08.csv")
    (found,) = found_for(feed, box, places_in(box))
    found.path.unlink()
    with pytest.raises(StorageError, match="cannot be read"):
        read(found)


def test_only_what_the_archive_holds_is_removed(box):
    kept = put(box, "police_incident_2026-11-08.csv", b"taken in")
    put(box, "police_incident_2026-11-15.csv", b"not yet")
    put(box, "police_incident_2026-11-22.csv", b"taken in")
    mine = {("police/police_incident_2026-11-08.csv", kept)}
    assert clear_drop_box(box, mine) == 1
    assert [place[-14:-4] for place in places_in(box)] == ["2026-11-15", "2026-11-22"]
    put(box, "police_incident_2026-11-08.csv", b"sent again")
    assert clear_drop_box(box, mine) == 0
