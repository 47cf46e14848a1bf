"""What cannot be read is refused by name; what is read keeps its lines."""

from __future__ import annotations

from datetime import date

import pytest

from csps.domain.errors import IntegrityError, UsageError
from csps.synthetic.marking.folders import Folder, delivered_files, read_recipe, refuse_strangers


def test_the_recipe_is_read(made):
    recipe = read_recipe(made.truth)
    assert (recipe.end, recipe.weeks, recipe.residents, recipe.seed) == (date(2026, 11, 16), 30, 800, 4)


def test_a_folder_without_a_recipe_is_no_truth(made):
    with pytest.raises(UsageError, match="holds no truth"):
        read_recipe(made.workspace)


@pytest.mark.parametrize("text", ["", "{}", '{"end": "soon"}', "[1]"])
def test_a_damaged_recipe_is_refused(spoilt, text):
    (spoilt.truth / "recipe.json").write_text(text)
    with pytest.raises(IntegrityError, match=r"recipe\.json is damaged"):
        read_recipe(spoilt.truth)


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        ("as_of = 2026-11-16", "as_of = 2025-11-17", UsageError, "another borough"),
        ("synthetic = true", "synthetic = false", UsageError, "not marked synthetic"),
        ("[workspace]", "[workspace", IntegrityError, "damaged"),
    ],
)
def test_a_workspace_of_another_kind_is_refused(spoilt, old, new, error, words):
    settings = spoilt.workspace / "programme.toml"
    settings.write_text(settings.read_text().replace(old, new))
    with pytest.raises(error, match=words):
        refuse_strangers(spoilt.workspace, read_recipe(spoilt.truth))


def test_a_folder_without_settings_is_no_workspace(made, tmp_path):
    with pytest.raises(UsageError, match="no workspace"):
        refuse_strangers(tmp_path, read_recipe(made.truth))


def test_delivered_files_are_known_by_folder_and_name(spoilt):
    before = delivered_files(spoilt.workspace)
    (spoilt.deliveries / "police" / "holiday.txt").write_text("wish you were here")
    (spoilt.deliveries / "police" / "nonsense_2026-11-15.csv").write_text("a,b\n")
    after = delivered_files(spoilt.workspace)
    assert after.pop("") == ["police/holiday.txt", "police/nonsense_2026-11-15.csv"]
    assert after == before
    assert all(files == sorted(files) and files for files in before.values())


def test_lines_are_numbered_as_they_stand(made):
    (path, *_) = made.files("police")
    name = path.relative_to(made.deliveries).as_posix()
    text = path.read_text(encoding="utf-8").splitlines()
    header = text[0].split(",")
    table = f"feeds.{path.stem[:-11]}"
    with Folder(made.workspace) as seen:
        seen.deliver(table, [name], {"first": header[0], "nothing": ""})
        rows = seen.ask("SELECT * FROM delivered ORDER BY line")
    assert rows["line"].tolist() == list(range(2, len(text) + 1))
    assert rows["first"].tolist() == [line.split(",")[0] for line in text[1:]]
    assert rows["file"].tolist() == [name] * (len(text) - 1)
    assert rows["nothing"].mask.all()


def test_no_files_are_no_lines(made):
    with Folder(made.workspace) as seen:
        seen.deliver("feeds.police_incident", ["police/police_incident_1999-01-03.csv"], {"reference": "nominal_id"})
        assert len(seen.ask("SELECT reference, file, line FROM delivered")["line"]) == 0


def test_a_folder_sees_itself_only(made):
    with Folder(made.workspace) as seen, pytest.raises(IntegrityError, match="cannot be read"):
        seen.ask("SELECT * FROM read_parquet(?)", [str(made.truth / "person.parquet")])


def test_a_damaged_file_is_named_and_not_quoted(spoilt):
    (path, *_) = spoilt.files("police")
    path.write_bytes(path.read_bytes().replace(b"\n", b",more,SECRETNAME\n"))
    table, name = f"feeds.{path.stem[:-11]}", path.relative_to(spoilt.deliveries).as_posix()
    with Folder(spoilt.workspace) as seen, pytest.raises(IntegrityError, match=f"delivery of {table}") as refused:
        seen.deliver(table, [name], {"reference": "nominal_id"})
    assert "SECRETNAME" not in str(refused.value)
