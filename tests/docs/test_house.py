"""The mirror tells the truth about a house small enough to count by hand."""

from __future__ import annotations

import pytest

ONE = '''"""One."""

def short(a):
    return a


class Thing:
    def long(self, a, b, *, c, **rest):
        """Say."""

        async def inner():
            return a

        return inner
'''


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A package of three modules, two of which import each other, one of them lazily; and one test file."""
    package = tmp_path / "src" / "smallhouse"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Small."""\n', encoding="utf-8")
    (package / "one.py").write_text(ONE + "\n\nfrom smallhouse import two\n", encoding="utf-8")
    (package / "two.py").write_text("def look():\n    from smallhouse import one\n\n    return one\n", encoding="utf-8")
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_one.py").write_text("\n" * 11, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "src"))
    return package, tests


def test_the_figures_of_a_small_house(house, small):
    figures = house.measure(*small)
    assert figures.modules == 3
    assert figures.module_lines == (4, 17, 17)
    assert figures.function_lines == (3, 7, 7)
    assert figures.over_fifty == 0
    assert figures.parameters == 4
    assert figures.cycle == 2
    assert figures.tests == pytest.approx(11 / 22)
    assert figures.mirror == 0.5


def test_the_largest_are_named(house, small):
    package, _ = small
    found = house.largest(package, count=1)
    assert [(place.size, place.where) for places in found.values() for place in places] == [
        (17, "one.py"),
        (7, "one.py:long"),
        (4, "one.py:long"),
    ]


def test_no_cycle_is_nought(house, small):
    package, _ = small
    (package / "two.py").write_text("", encoding="utf-8")
    assert house.largest_cycle("smallhouse") == 0


def test_it_is_printed_beside_the_anchors(house, monkeypatch, capsys):
    monkeypatch.setattr(house, "seconds_of", lambda code: 0.05 if "csps" in code else 0.02)
    house.main()
    printed = capsys.readouterr().out
    lines = printed.splitlines()
    assert lines[0].split()[0] == "project"
    assert lines[2].startswith("csps ")
    assert all(any(line.startswith(anchor.name) for line in lines) for anchor in house.ANCHORS)
    assert "`import csps` takes 30 ms beside an interpreter's 20 ms." in printed


def test_columns_stand_under_their_headings(house):
    assert house.table([("name", "figure"), ("a", "1"), ("longer", "20")]).splitlines() == [
        "name    figure",
        "--------------",
        "a            1",
        "--------------",
        "longer      20",
    ]
