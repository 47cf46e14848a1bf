"""The page of rails is the script's own words: what is missed is named, over three seeds and over all, from kept results."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

EXPECTED = np.full(10, 100.0)


@pytest.fixture
def tenths(benchmark):
    """Give the maker: tenths(place=observed, ...), a hundred expected in each, with the variance of so many."""
    kind = benchmark("tenths").Tenths

    def make(**observed):
        seen = EXPECTED.copy()
        for place, number in observed.items():
            seen[int(place.removeprefix("tenth")) - 1] = number
        return kind(seen, EXPECTED.copy(), EXPECTED.copy())

    return make


@pytest.fixture
def measured(benchmark, tenths):
    """Give the maker of what was measured of one borough."""

    def make(seed, *, auc=0.9, without_help=False, lives_by="these rates", on="2026-11-30", **observed):
        figures = {} if without_help else {"oracle AUC, maltreatment": auc, "best single feature": "contacts"}
        chances = {"maltreatment, p_harm": tenths(**observed), "maltreatment, p_recorded": tenths()}
        return benchmark("kept_rails").Measured(20_000, seed, without_help, on, lives_by, figures, chances)

    return make


def test_three_seeds_and_all_of_them_are_pooled_and_missed_tenths_named_as_missed(benchmark, measured):
    seeds = [measured(seed, tenth4=150, tenth8=40) for seed in (1, 2, 3)] + [measured(seed) for seed in (4, 5, 6, 7, 8)]
    text = benchmark("rails_page").page(seeds)
    three = next(line for line in text.splitlines() if line.startswith("Seeds 1, 2, 3 together: "))
    assert "missed, outside 0.9 to 1.1: tenth 4 (1.50), tenth 8 (0.40)" in three
    assert "beyond chance tenth 4 (1.50), tenth 8 (0.40)" in three
    every = next(line for line in text.splitlines() if line.startswith("Seeds 1, 2, 3, 4, 5, 6, 7, 8 together: "))
    assert "tenth 4 (1.19), tenth 8 (0.78)" in every
    assert "| seeds 1, 2, 3 together | 1.00 | 1.00 | 1.00 | **1.50** |" in text


def test_a_tenth_outside_is_missed_even_where_chance_allows_it(benchmark, tenths):
    section = "\n".join(benchmark("tenths").section("harm", {1: tenths(tenth3=115)}))
    assert "missed, outside 0.9 to 1.1: tenth 3 (1.15); none of them beyond chance." in section
    assert "no tenth is missed" in "\n".join(benchmark("tenths").section("harm", {1: tenths(tenth3=110, tenth4=90)}))


def test_a_tenth_in_which_nothing_came_is_as_uncertain_as_its_probabilities(benchmark):
    quiet = benchmark("tenths").by_decile(np.zeros(100), np.full(100, 0.01), np.arange(100))
    assert quiet.expected.tolist() == pytest.approx([0.1] * 10)
    outside, beyond = quiet.missed
    assert outside.all()
    assert not beyond.any()


def test_the_dates_of_one_family_count_as_one(benchmark):
    family, came = np.repeat(np.arange(50), 2), np.repeat(np.arange(50) % 2, 2).astype(float)
    apart = benchmark("tenths").by_decile(came, np.full(100, 0.5), np.arange(100))
    together = benchmark("tenths").by_decile(came, np.full(100, 0.5), family)
    assert together.variance.sum() == pytest.approx(2 * apart.variance.sum())


def test_a_figure_outside_its_rail_is_in_bold(benchmark, measured):
    text = benchmark("rails_page").page([measured(1, auc=0.92), measured(2, auc=0.921)])
    assert "| oracle AUC, maltreatment | 0.85 to 0.92 | 0.920 | **0.921** |" in text


def test_the_page_says_how_large_the_boroughs_are_and_when_they_were_measured(benchmark, measured):
    text = benchmark("rails_page").page([measured(1, on="2026-11-29"), measured(2), measured(3)])
    assert "20,000 residents" in text
    assert "measured on 2026-11-29 and 2026-11-30" in text


def test_without_help_stands_in_a_part_of_its_own(benchmark, measured):
    text = benchmark("rails_page").page([measured(1), measured(1, without_help=True, tenth2=50)])
    usual, _, alone = text.partition("# Where help changes nothing")
    assert "tenth 2" not in usual
    assert "missed, outside 0.9 to 1.1: tenth 2 (0.50)" in alone


def test_seeds_measured_one_by_one_make_the_page_of_seeds_measured_together(benchmark, measured, tmp_path):
    kept_rails, rails_page = benchmark("kept_rails"), benchmark("rails_page")
    every = [measured(1, tenth1=7), measured(2), measured(10, auc=0.7), measured(1, without_help=True)]
    for one in reversed(every):
        kept_rails.keep(tmp_path, one)
    kept_rails.keep(tmp_path, dataclasses.replace(measured(1), residents=300_000))  # of another size: not of this page
    assert rails_page.page(kept_rails.joined(tmp_path, 20_000)) == rails_page.page(every)


def test_boroughs_that_lived_by_different_rates_are_never_pooled(benchmark, measured, tmp_path):
    kept_rails = benchmark("kept_rails")
    for one in (measured(1), measured(2, lives_by="other rates"), measured(3)):
        kept_rails.keep(tmp_path, one)
    with pytest.raises(SystemExit, match="seeds 2 by other rates; seeds 1, 3 by these rates"):
        kept_rails.joined(tmp_path, 20_000)
    with pytest.raises(SystemExit, match="Nothing is kept"):
        kept_rails.joined(tmp_path, 40_000)


def test_what_a_borough_lives_by_changes_with_its_rates(benchmark, tmp_path, monkeypatch):
    kept_rails = benchmark("kept_rails")
    for name in ("profiles/one.toml", "lives/week.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("rate = 1", encoding="utf-8")
    monkeypatch.setattr(kept_rails, "LIVED", ("lives", "profiles"))
    monkeypatch.setattr(kept_rails.resources, "files", lambda _: tmp_path)
    before = kept_rails.lives_by()
    (tmp_path / "lives" / "week.pyc").write_bytes(b"compiled")
    assert kept_rails.lives_by() == before
    (tmp_path / "profiles" / "one.toml").write_text("rate = 2", encoding="utf-8")
    assert kept_rails.lives_by() != before


def run(script, monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["borough_rails.py", *map(str, words)])
    return script.main()


def test_a_page_of_more_seeds_is_left_alone_before_anything_is_measured(benchmark, measured, tmp_path, monkeypatch):
    script, page = benchmark("borough_rails"), tmp_path / "rails.md"
    page.write_text(benchmark("rails_page").page([measured(seed) for seed in range(1, 7)]), encoding="utf-8")
    before = page.read_text(encoding="utf-8")
    monkeypatch.setattr(script, "measured", lambda *_, **__: pytest.fail("it should have been refused at once"))
    with pytest.raises(SystemExit, match="shows 6 seeds and is not written over by 3"):
        run(script, monkeypatch, "--residents", 20_000, "--seeds", 1, 2, 3, "--page", page)
    assert page.read_text(encoding="utf-8") == before


def test_a_page_is_made_of_what_is_kept_without_measuring(benchmark, measured, tmp_path, monkeypatch, capsys):
    script, page = benchmark("borough_rails"), tmp_path / "rails.md"
    monkeypatch.setattr(
        script, "measured", lambda residents, seed, *, without_help: measured(seed, without_help=without_help)
    )
    for words in (("--seeds", 1), ("--seeds", 2), ("--seeds", 1, "--without-help")):
        run(script, monkeypatch, "--residents", 20_000, *words, "--kept", tmp_path / "kept")
    monkeypatch.setattr(script, "measured", lambda *_, **__: pytest.fail("nothing is to be measured"))
    run(script, monkeypatch, "--residents", 20_000, "--seeds", "--kept", tmp_path / "kept", "--page", page)
    text = page.read_text(encoding="utf-8")
    assert "| seed 1 | seed 2 |" in text
    assert "# Where help changes nothing" in text
    assert text in capsys.readouterr().out
    assert len(json.loads((tmp_path / "kept" / "20000-seed-1.json").read_text(encoding="utf-8"))["tenths"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("without_help", [False, True])
def test_what_comes_to_families_is_near_what_was_to_be_expected(benchmark, monkeypatch, without_help):
    script = benchmark("borough_rails")
    monkeypatch.setattr(script, "learnable", lambda *_: {})
    every = script.measured(20_000, 1, without_help=without_help).tenths
    assert len(every) == 4
    for name, found in every.items():
        chance = 4 * np.sqrt(found.variance.sum()) / found.expected.sum()
        assert found.observed.sum() / found.expected.sum() == pytest.approx(1, abs=0.05 + chance), name
        assert found.expected.sum() > 100, name
        assert np.corrcoef(found.observed, found.expected)[0, 1] > 0.95, name  # the highest tenth holds most
