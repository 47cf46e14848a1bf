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


def test_a_delivery_that_was_refused_is_told_until_another_of_its_day_or_a_later_week_brought_rows(
    make, programme, kit
):
    edition = make({"aa": 1})
    newer, between, mended, before = sorted(programme.feeds)[:4]
    day = timedelta(days=1)
    loads = [
        kit.load(newer, kit.WEEK - day), kit.load(newer, kit.WEEK, "refused"),
        kit.load(between, kit.WEEK - day, "held"), kit.load(between, kit.WEEK),
        kit.load(mended, kit.WEEK, "refused") | {"delivery": "first.csv"}, kit.load(mended, kit.WEEK),
        kit.load(before, kit.WEEK - 8 * day, "refused") | {"week": kit.WEEK - 7 * day}, kit.load(before, kit.WEEK),
    ]  # fmt: skip
    kit.write(edition, "feeds.load", loads, kit.WEEK.isoformat())
    found = late(edition, programme, kit)
    assert (found[newer].latest_on, found[newer].kept_out_on) == (kit.WEEK - day, kit.WEEK)
    assert (found[between].latest_on, found[between].kept_out_on) == (kit.WEEK, kit.WEEK - day)
    assert not any(found[name].is_late for name in (newer, between))
    assert mended not in found
    assert before not in found


def test_late_feeds_are_in_the_order_of_their_agencies(make, programme, kit):
    found = list(late(make({"aa": 1}), programme, kit).values())
    assert len(found) == len(programme.feeds)
    assert found == sorted(found, key=lambda one: (one.agency, one.feed))
