"""A feed is late when its latest accepted delivery is older than the council expects."""

from datetime import timedelta

from csps.worklist.freshness import late_feeds


def late(edition, programme, kit):
    with edition.connect() as lake:
        return {one.feed: one for one in late_feeds(lake, programme, kit.WEEK)}


def test_a_feed_is_late_from_the_day_after_its_limit(make, programme, kit):
    edition = make({"aa": 1})
    names = sorted(programme.feeds)[:3]
    limits = [programme.feeds[name].late_after_days for name in names]
    days = [limits[0], limits[1] + 1, limits[2] + 400]
    loads = [kit.load(name, kit.WEEK - timedelta(days=ago)) for name, ago in zip(names, days, strict=True)]
    kit.write(edition, "feeds.load", loads, kit.WEEK.isoformat())
    found = late(edition, programme, kit)
    assert names[0] not in found
    assert (found[names[1]].days, found[names[1]].late_after_days) == (days[1], limits[1])
    assert found[names[2]].latest_on == kit.WEEK - timedelta(days=days[2])


def test_a_delivery_that_was_refused_or_came_later_is_none(make, programme, kit):
    edition = make({"aa": 1})
    name = min(programme.feeds)
    loads = [kit.load(name, kit.WEEK, "refused"), kit.load(name, kit.WEEK + timedelta(days=1))]
    kit.write(edition, "feeds.load", loads, kit.WEEK.isoformat())
    assert (late(edition, programme, kit)[name].latest_on, late(edition, programme, kit)[name].days) == (None, None)


def test_a_newer_delivery_that_was_refused_is_told_beside_the_one_that_was_taken_in(make, programme, kit):
    edition = make({"aa": 1})
    refused, mended = sorted(programme.feeds)[:2]
    day = timedelta(days=1)
    loads = [
        kit.load(refused, kit.WEEK - day), kit.load(refused, kit.WEEK, "refused"),
        kit.load(mended, kit.WEEK - day, "held"), kit.load(mended, kit.WEEK),
    ]  # fmt: skip
    kit.write(edition, "feeds.load", loads, kit.WEEK.isoformat())
    found = late(edition, programme, kit)
    assert (found[refused].latest_on, found[refused].kept_out_on) == (kit.WEEK - day, kit.WEEK)
    assert not found[refused].is_late
    assert mended not in found


def test_late_feeds_are_in_the_order_of_their_agencies(make, programme, kit):
    found = list(late(make({"aa": 1}), programme, kit).values())
    assert len(found) == len(programme.feeds)
    assert found == sorted(found, key=lambda one: (one.agency, one.feed))
