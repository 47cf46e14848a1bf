"""Orders and prison."""


def test_orders_and_prison_while_they_last(town, kit):
    order = {"person": "uncle", "order_type": "LICENCE", "start_date": kit.ago(20)}
    town.add(
        "feeds.probation_order", order, {**order, "order_ref": "O2", "end_date": kit.ago(2), "end_reason": "BREACHED"}
    )
    town.add("feeds.prison_custody", {"person": "uncle", "reception_date": kit.ago(60), "release_date": kit.ago(21)})
    names = (
        "probation_orders_now",
        "probation_orders_begun_104w",
        "orders_breached_104w",
        "in_prison_now",
        "prison_begun_104w",
    )
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 2, 1, 0, 1]
