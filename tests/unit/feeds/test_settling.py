"""What becomes of rows once all of them were seen."""

from csps.feeds.delivery_rows import DeliveryRows
from csps.vault import rows_of

HEAD = "moth_table_id,moth_person_id,moth_childs_person_id\n"


def read(rows, kit, **texts):
    rows.add([(kit.arrival(name), rows_of(text.encode(), "utf-8", ",")) for name, text in texts.items()])


def test_of_what_is_held_nothing_is_noted(office, kit):
    with office.workplace("ssd_mother") as place:
        rows = DeliveryRows(place)
        read(rows, kit, a=HEAD + "1,2,3\n", b=HEAD + ",,\n1,2\n4,2,3\n4,2,3\n")
        rows.settle({"b"})
        assert (dict(rows.read), rows.rejected.total()) == ({"a": 1}, 0)
        assert place.bench.rows(rows.accepted().select("_delivery", "moth_table_id")) == [("a", "1")]
        assert place.vault.rejected("b").num_rows == 0


def test_what_was_settled_is_not_settled_again(office, kit):
    with office.workplace("ssd_mother") as place:
        rows = DeliveryRows(place)
        for name in ("a", "b"):
            read(rows, kit, **{name: HEAD + "1,2,3\n1,5,3\n"})
            rows.settle(())
        assert dict(rows.rejected) == {"a": 1, "b": 1}
        found = place.bench.rows(rows.accepted().select("_delivery", "moth_person_id"))
        assert sorted(found) == [("a", "5"), ("b", "5")]


def test_nothing_read_is_settled_without_a_word(office):
    with office.workplace("ssd_mother") as place:
        rows = DeliveryRows(place)
        rows.settle(())
        assert not rows.are_there
