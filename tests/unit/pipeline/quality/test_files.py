"""The report's files: written once for a week, and again only for another."""

import json

import pytest

from csps.pipeline.quality import files
from csps.pipeline.quality.files import figures_of, write_quality


class Lake:
    """A published week, as far as the files look at it."""

    def __init__(self, name, folder):
        self.manifest, self.aside = type("Manifest", (), {"name": name}), folder / "aside"


@pytest.fixture
def counted(monkeypatch, quality, feed):
    asked = []

    def gathered(lake, programme):
        asked.append(lake.manifest.name)
        return quality(feed(), manifest=lake.manifest.name)

    monkeypatch.setattr(files, "quality_of", gathered)
    return asked


def test_a_page_and_figures_are_written(tmp_path, counted):
    page = write_quality(Lake("2026-11-16.a", tmp_path), tmp_path / "lists", None).page
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert json.loads((tmp_path / "lists" / "data-quality.json").read_bytes())["manifest"] == "2026-11-16.a"


def test_the_same_week_is_not_written_twice_and_another_is(tmp_path, counted):
    for name in ("2026-11-16.a", "2026-11-16.a", "2026-11-16.b"):
        write_quality(Lake(name, tmp_path), tmp_path, None)
    assert counted == ["2026-11-16.a", "2026-11-16.b"]


def test_a_report_that_was_cut_off_is_written_again(tmp_path, counted):
    write_quality(Lake("2026-11-16.a", tmp_path), tmp_path, None)
    (tmp_path / "data-quality.json").write_text('{"manif', encoding="utf-8")
    write_quality(Lake("2026-11-16.a", tmp_path), tmp_path, None)
    assert len(counted) == 2


def test_days_are_written_as_iso(quality, feed):
    told = json.loads(figures_of(quality(feed())))
    assert (told["week"], told["feeds"][0]["last_known_on"]) == ("2026-11-16", "2026-11-15")
