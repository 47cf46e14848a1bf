"""The same steps for one day after another."""

from datetime import timedelta

from tests.factories.known_town import DAY, KnownTown, Member

from csps.store.rounds import Rounds, in_rounds, without

TABLE = "feeds.police_incident"
EARLIER, LATER = DAY - timedelta(days=3), DAY + timedelta(days=2)


def town(folder):
    days = [DAY - timedelta(days=days) for days in (0, 3, 9)]
    return KnownTown(folder).add(
        TABLE, *({"person": "a", "incident_date": day, "incident_id": str(day)} for day in days)
    )


def test_what_was_told_once_holds_for_every_day(tmp_path):
    told = []

    def tell(rounds):
        told.append(rounds.asked)
        rows = lake.table(TABLE).cross_join(rounds.asked)
        before = rounds.hold(rows.filter(rows.incident_date < rows.as_of))
        counted = before.group_by("as_of").agg(n=before.count(), latest=before.incident_date.max())
        return {"counted": counted, "dated": before.select("as_of", "incident_id")}

    with town(tmp_path).edition().connect() as lake:
        rounds = Rounds(lake, (LATER, DAY, EARLIER), tell)
        found = [rounds.rows(day, "counted").read_all().to_pylist()[0] for day in (DAY, EARLIER, DAY)]
        assert rounds.rows(EARLIER, "dated").read_all().num_rows == 1
    assert [row["n"] for row in found] == [2, 1, 2]
    assert [row["as_of"] for row in found] == [DAY, EARLIER, DAY]
    assert found[1]["latest"] == DAY - timedelta(days=9)
    assert len(told) == 1, "telling is what costs"


def test_a_day_gives_the_same_alone_and_beside_others(tmp_path):
    """The days of the first town are three rounds, those of the second one."""
    found = []
    for families in (2, 200_000):
        there = town(tmp_path / str(families))
        for day in (LATER, DAY, EARLIER):
            there.family(Member("a", "carer", 400), name=f"{day}", day=day)
        with there.edition().connect() as lake:

            def tell(rounds, lake=lake):
                rows = lake.table("families.family").semi_join(rounds.asked, "as_of")
                return {"families": rounds.hold(rows.select("as_of", "family_id"))}

            rounds = Rounds(lake, (LATER, DAY, EARLIER), tell, at_once=families // 2)
            found.append([rounds.rows(day, "families").read_all().to_pylist() for day in (DAY, EARLIER, LATER)])
    assert found[0] == found[1] == [[{"as_of": day, "family_id": str(day)}] for day in (DAY, EARLIER, LATER)]


def test_rounds_of_two_kinds_may_be_asked_in_turn_on_one_connection(tmp_path):
    """Each is what it would be alone; one round of them is held at a time."""

    def incidents(rounds):
        rows = rounds.hold(lake.table(TABLE).cross_join(rounds.asked))
        return {"found": rows.filter(rows.incident_date <= rows.as_of).group_by("as_of").agg(n=lambda of: of.count())}

    def latest(rounds):
        rows = rounds.hold(lake.table(TABLE).select("incident_id").cross_join(rounds.asked))
        return {"found": rows.group_by("as_of").agg(latest=rows.incident_id.max())}

    with town(tmp_path).edition().connect() as lake:
        one, other = (Rounds(lake, (DAY, EARLIER), tell) for tell in (incidents, latest))
        found = [rounds.rows(DAY, "found").read_all().to_pylist() for rounds in (one, other, one, other)]
        schemas = lake.backend.con.execute("SELECT count(*) FROM duckdb_schemas() WHERE schema_name LIKE '%round%'")
        assert schemas.fetchone() == (1,)
    assert found[0] == found[2] == [{"as_of": DAY, "n": 3}]
    assert found[1] == found[3] == [{"as_of": DAY, "latest": str(DAY)}]


def test_days_are_shared_out_by_how_many_families_there_are(tmp_path):
    there = town(tmp_path)
    for day, count in ((EARLIER, 2), (DAY, 3), (LATER, 1)):
        for number in range(count):
            there.family(Member(f"{number}", "carer", 400), name=f"{number}", day=day)
    with there.edition().connect() as lake:
        days = (LATER, DAY, EARLIER)
        assert in_rounds(lake, days, at_once=6) == [(EARLIER, DAY, LATER)]
        assert in_rounds(lake, days, at_once=5) == [(EARLIER, DAY), (LATER,)]
        assert in_rounds(lake, days, at_once=1) == [(EARLIER,), (DAY,), (LATER,)]


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
