"""The same steps for one day after another."""

from datetime import timedelta

from tests.factories.known_town import DAY, KnownTown

from csps.store.rounds import Rounds, without

TABLE = "feeds.police_incident"


def town(folder):
    days = [DAY - timedelta(days=days) for days in (0, 3, 9)]
    return KnownTown(folder).add(
        TABLE, *({"person": "a", "incident_date": day, "incident_id": str(day)} for day in days)
    )


def test_what_was_told_once_holds_for_every_day(tmp_path):
    told = []

    def tell(rounds):
        told.append(rounds.today)
        rows = lake.table(TABLE)
        before = rounds.hold(rows.filter(rows.incident_date < rounds.today))
        return before.agg(n=before.count(), latest=before.incident_date.max()).mutate(day=rounds.today)

    with town(tmp_path).edition().connect() as lake:
        rounds = Rounds(lake, tell)
        found = [rounds.rows(day).read_all().to_pylist()[0] for day in (DAY, DAY - timedelta(days=3), DAY)]
    assert [row["n"] for row in found] == [2, 1, 2]
    assert [row["day"] for row in found] == [DAY, DAY - timedelta(days=3), DAY]
    assert found[1]["latest"] == DAY - timedelta(days=9)
    assert len(told) == 1, "compiling is what costs"


def test_columns_are_emptied_and_keep_their_types(tmp_path):
    with town(tmp_path).edition().connect() as lake:
        rows = lake.table(TABLE).select("incident_id", "incident_date", "domestic_flag")
        whole = rows.to_pyarrow()
        emptied = without(whole.to_reader(), {"incident_date", "domestic_flag"}).read_all()
        same = without(whole.to_reader(), ()).read_all()
    assert emptied.schema == whole.schema
    assert emptied["incident_date"].null_count == emptied["domestic_flag"].null_count == 3
    assert emptied["incident_id"] == whole["incident_id"]
    assert same == whole
