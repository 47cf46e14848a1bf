"""A lake without later facts."""

from tests.factories.known_town import DAY, KnownTown

from csps.store.cut import CutLake


def test_what_was_known_after_the_day_is_gone_and_the_rest_is_there(tmp_path):
    town = KnownTown(tmp_path).family()
    incident = {"person": "mother", "incident_date": DAY, "incident_type": "DOMESTIC", "role": "VICTIM"}
    town.add("feeds.police_incident", {**incident, "incident_id": "I1"})
    with town.edition().connect() as lake:
        whole = lake.table("feeds.police_incident")
        first = whole.known_on.min().to_pyarrow().as_py()
        before = CutLake(lake, first.replace(year=first.year - 1))
        assert CutLake(lake, first).table("feeds.police_incident").count().to_pyarrow().as_py() == 1
        assert before.table("feeds.police_incident").count().to_pyarrow().as_py() == 0
        assert before.table_or_empty("feeds.police_incident").count().to_pyarrow().as_py() == 0
        assert before.table("families.family").count().to_pyarrow().as_py() == 1, "families of a date are left"
        assert before.holds("feeds.police_incident")
