"""The rules by which a date was judged are read from its lines; where nobody was judged there are none."""

from datetime import timedelta

from tests.factories.known_town import DAY, KnownTown

from csps.store.judged_by import JudgedBy, judged_by

RULES = {"as_of": DAY, "rule_set": "local", "rule_set_version": "2022.1 with rent_weeks 6", "to_confirm_of_100": 50}


def test_the_rules_of_a_date_are_named_as_every_output_names_them(tmp_path):
    edition = KnownTown(tmp_path).edition()
    lines = KnownTown(tmp_path / "other").add(
        "outcomes.criterion", *(RULES | {"criterion": name, "judged": True} for name in ("LOC1", "LOC2"))
    )
    with lines.edition().connect() as lake:
        edition.write("outcomes.criterion", lake.table("outcomes.criterion").to_pyarrow(), part=DAY.isoformat())
    with edition.connect() as lake:
        found = judged_by(lake, DAY)
        assert found == JudgedBy("local", "2022.1 with rent_weeks 6", 50, 2)
        assert str(found) == "local, version 2022.1 with rent_weeks 6, 50 % of its 2 lines still to be confirmed"
        assert judged_by(lake, DAY - timedelta(weeks=1)) is None


def test_a_lake_without_a_week_names_none(tmp_path):
    with KnownTown(tmp_path).lake.connect() as lake:
        assert judged_by(lake, DAY) is None
