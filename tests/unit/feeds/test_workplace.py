"""What is at hand while a feed is taken in stays the same throughout."""

import dataclasses

import pytest


def test_it_belongs_to_one_feed_and_cannot_be_changed(office):
    with office.workplace("police_incident") as place:
        assert place.table.name == place.feed.table == "feeds.police_incident"
        with pytest.raises(dataclasses.FrozenInstanceError):
            place.name = "police_asb"
