"""Progress written into the lake."""

from tests.factories.known_town import DAY

from csps.outcomes import write_progress


def test_cases_needs_and_the_rows_behind_them_are_written(programme_town, programme, told):
    programme_town.case("F1").need("F1", "SF6.2", "OPEN").case("F2", members=("uncle",))
    programme_town.add(
        "feeds.ssd_missing",
        {"person": "teenager", "miss_table_id": "M1", "miss_missing_episode_start_date": told.weeks(-3)},
    )
    edition = programme_town.edition()
    done = write_progress(edition, day=DAY, programme=programme)
    assert (done.cases, done.needs, dict(done.verdicts)) == (2, 1, {"proven": 1, "not known": 1})
    assert str(done).startswith("2 families were attached to the programme, with 1 needs: 1 proven, 1 not known.")
    with edition.connect() as lake:
        part = DAY.isoformat()
        tables = {
            name: lake.table(f"outcomes.{name}", part=part).to_pyarrow().to_pylist()
            for name in ("case_progress", "need_progress", "progress_evidence")
        }
    assert [(row["case_ref"], row["verdict"], row["family_id"]) for row in tables["case_progress"]] == [
        ("F1", "proven", "family"),
        ("F2", "not known", "family"),
    ]
    assert [(row["rule"], row["verdict"], row["evidence_rows"]) for row in tables["need_progress"]] == [
        ("SF6.2", "proven", 1)
    ]
    assert [(row["row"], row["person_id"]) for row in tables["progress_evidence"]] == [("miss_table_id M1", "teenager")]


def test_a_town_without_a_programme_has_empty_tables(programme_town, programme):
    edition = programme_town.edition()
    done = write_progress(edition, day=DAY, programme=programme)
    assert (done.cases, dict(done.verdicts)) == (0, {})
    assert "none yet" in str(done)
    with edition.connect() as lake:
        assert lake.table("outcomes.case_progress").count().to_pyarrow().as_py() == 0


def test_the_same_cases_give_the_same_bytes(programme_town, programme, told):
    for case in ("F2", "F1"):
        programme_town.case(case).need(case, "SF6.2", "OPEN")
    programme_town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": told.weeks(-3)})
    edition = programme_town.edition()
    written = []
    for _ in range(2):
        write_progress(edition, day=DAY, programme=programme)
        written.append([one.sha256 for one in edition.written if "progress" in one.table])
    assert written[0] == written[1]


def test_the_rules_are_named_with_version_and_share_wherever_progress_is_told(programme_town, programme, told):
    programme_town.case("F1").need("F1", "SF6.2", "OPEN")
    edition = programme_town.edition()
    done = write_progress(edition, day=DAY, programme=programme)
    (rules,) = done.rules
    assert rules.startswith("SF2022, version 2022.1, ")
    assert f"Progress is judged by {rules}." in str(done)
    with edition.connect() as lake:
        for table in ("case_progress", "need_progress"):
            (row,) = lake.table(f"outcomes.{table}", part=DAY.isoformat()).to_pyarrow().to_pylist()
            share = f"{row['to_confirm_of_100']} % of its 34 lines"
            assert f"{row['rule_set']}, version {row['rule_set_version']}, {share} still to be confirmed" == rules
