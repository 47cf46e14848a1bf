"""Long first, then wide."""

from csps.features.kind import WHOLE_PAST, Kind, Measure, Reading
from csps.features.long_form import counted, spread
from csps.features.source import Source

SOURCE = Source(table="feeds.school_exclusion", reads=("exclusion_type", "sessions"), thing=("exclusion_id",))
ALL = Kind(name="all", source=SOURCE, amount=lambda rows: rows.sessions)
PERM = Kind(name="perm", source=SOURCE, where=lambda rows: rows.exclusion_type == "PERM")
MEASURES = [
    Measure(kind=ALL, reading=Reading.COUNT, weeks=13),
    Measure(kind=ALL, reading=Reading.TOTAL, weeks=52),
    Measure(kind=ALL, reading=Reading.MOST, weeks=52, after=13),
    Measure(kind=ALL, reading=Reading.LEAST, weeks=WHOLE_PAST),
    Measure(kind=ALL, reading=Reading.LATEST, weeks=WHOLE_PAST),
    Measure(kind=PERM, reading=Reading.COUNT, weeks=52),
]
NUMBERS = {"all": 0, "perm": 1}


def exclusions(town, kit, *given):
    rows = [
        {
            "person": "child",
            "exclusion_id": f"X{weeks}",
            "start_date": kit.ago(weeks),
            "sessions": size,
            "exclusion_type": kind,
        }
        for weeks, size, kind in given
    ]
    return town.add("feeds.school_exclusion", *rows)


def test_rows_are_counted_by_family_kind_and_band(town, kit):
    exclusions(town, kit, (2, 4, "SUSP"), (3, 6, "PERM"), (20, 9, "SUSP"))
    long = kit.through_the_door(town, {SOURCE: WHOLE_PAST}, lambda door: counted(door, MEASURES, NUMBERS))
    found = {(row["kind_number"], row["band"]): (row["n"], row["total"], row["last"]) for row in long}
    assert found == {(0, 13): (2, 10, 14), (0, 52): (1, 9, 140), (1, 13): (1, None, 21)}


def test_measures_are_spread_from_their_bands(town, kit):
    exclusions(town, kit, (2, 4, "SUSP"), (3, 6, "PERM"), (20, 9, "SUSP"), (60, 1, "SUSP"))
    (row,) = kit.through_the_door(
        town, {SOURCE: WHOLE_PAST}, lambda door: spread(counted(door, MEASURES, NUMBERS), MEASURES, NUMBERS)
    )
    assert [row[measure.name] for measure in MEASURES] == [2, 19, 9, 1, 14, 1]
