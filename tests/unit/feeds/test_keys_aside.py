"""Keys of rows put aside, held against one another."""

import pyarrow as pa
import pytest

from csps.feeds.keys_aside import KeysAside


@pytest.fixture
def keys(office):
    with office.workplace("ssd_mother") as place:
        opened = KeysAside(place)
        yield opened
        opened.close()


def rows(kit, *told):
    """Give rows of file, line and key, known on a Sunday."""
    files, lines, names = zip(*told, strict=True)
    return pa.table(
        {"_file": list(files), "line": list(lines), "moth_table_id": list(names), "known_on": [kit.SUNDAY] * len(files)}
    )


def marks(found):
    return sorted(zip(*found.to_pydict().values(), strict=True))


def test_the_last_row_of_a_file_counts(keys, kit):
    keys.add(rows(kit, (0, 2, "a"), (0, 3, "b")))
    keys.add(rows(kit, (0, 4, "a"), (0, 5, "a"), (1, 2, "a")))
    assert marks(keys.repeated()) == [(0, 2), (0, 4)]
    keys.strike_out(keys.repeated())
    assert marks(keys.repeated()) == []


def test_what_a_later_file_says_anew_takes_the_place_of_what_was_said(keys, kit):
    keys.add(rows(kit, (0, 2, "a"), (0, 3, "b"), (1, 2, "a"), (2, 2, "b")))
    assert marks(keys.restated([1])) == [(0, 2)]
    keys.forget([1])
    assert marks(keys.restated([1, 2])) == [(0, 3)]


def test_of_nothing_nothing_is_said(keys, kit):
    assert keys.repeated() is None
    assert keys.restated([0]) is None
    keys.add(rows(kit, (0, 2, "a")))
    assert keys.restated([]) is None
    assert keys.newer({0: ("p/later.csv",)}) is None  # nothing is published
    assert keys.taken_back(0, ("p/before.csv",)) is None
    keys.clear()
    assert keys.repeated() is None


def test_what_was_published_is_held_against_a_correction(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 4))
    office.run()
    published = office.table("feeds.ssd_mother")
    with office.workplace("ssd_mother") as place:
        keys = KeysAside(place)
        delivery = published[0]["delivery"]
        said = [(0, row["line"], row["moth_table_id"]) for row in published[:3]]
        keys.add(rows(kit, *said[:2]))
        keys.add(rows(kit, *said), is_accepted=False)
        keys.strike_out(pa.table({"_file": [0], "_line": [said[0][1]]}))
        assert marks(keys.newer({0: (delivery,)})) == [said[1][:2]]
        assert keys.taken_back(0, (delivery,)).to_pydict()["line"] == [published[3]["line"]]
        keys.close()
