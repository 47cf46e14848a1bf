"""The council's choices: read whole, refused whole, and never read differently from what was meant."""

from __future__ import annotations

import copy
import dataclasses
import tomllib
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csps.domain.errors import SettingsError
from csps.settings import FaultyFileError, Programme, Use, read_programme
from csps.settings.owned import Owned

BLOCKS = 66
NEVER_LOWER = "a higher score never has a lower band"
MAY_BE_LEFT_OUT = {("linkage",)}  # csps has weights of its own, which were measured
ASB = 'feeds.police_asb, "police/police_incident_*.csv"'


def test_a_synthetic_programme_is_read(programme, tables):
    assert programme.workspace.synthetic
    assert programme.workspace.as_of == date(2026, 11, 16)
    assert len(programme.feeds) == BLOCKS == len(tables)
    assert {feed.table for feed in programme.feeds.values()} == set(tables)
    assert programme.dpia is None


def test_a_live_programme_has_its_papers(tmp_path, live_text, tables):
    (tmp_path / "programme.toml").write_text(live_text, encoding="utf-8")
    programme = read_programme(tmp_path / "programme.toml", tables)
    assert programme.dpia.reference == "IG/2026/114"
    assert programme.workspace.as_of is None
    assert [path for path, _ in programme.choices()][1:4] == ["dpia", "appropriate_policy_document", "lawful_bases"]


@pytest.mark.parametrize("paper", ["dpia", "appropriate_policy_document", "lawful_bases"])
def test_real_people_need_every_paper(live_text, faults_in, paper):
    given = tomllib.loads(live_text)
    del given[paper]
    assert list(faults_in(given)) == [(paper,)]
    assert "a workspace of real people needs a table with owner" in faults_in(given)[paper,][0]


def test_papers_are_asked_for_even_if_the_workspace_is_faulty(live_text, faults_in):
    given = tomllib.loads(live_text)
    del given["dpia"], given["workspace"]["council"]
    assert set(faults_in(given)) == {("dpia",), ("workspace", "council")}


def test_every_fault_is_told_at_once(tmp_path, text, tables):
    spoilt = (
        text.replace("families_a_week = 20", "families_a_week = 0")
        .replace("valid_weeks = 52", "valid_week = 52")
        .replace('table = "feeds.police_asb"', 'table = "feeds.police_absence"')
        .replace('pattern = "police/police_asb_*.csv"', 'pattern = "police/police_incident_*.csv"')
        .replace("from_score = 0.05", "from_score = 0.5")
    )
    path = tmp_path / "programme.toml"
    path.write_text(spoilt, encoding="utf-8")
    with pytest.raises(FaultyFileError) as refused:
        read_programme(path, tables)
    assert [*refused.value.refused.splitlines(), refused.value.unchanged, refused.value.next_step] == [
        f"{path} cannot be used: it has 6 faults.",
        "  capacity.families_a_week is 0; it takes a whole number, 1 or more.",
        f"  bands.levels[3].from_score is 0.15, and the band before it begins at 0.5; {NEVER_LOWER}.",
        "  approval.valid_weeks is missing; it takes a whole number of weeks from 1 to 520.",
        '  approval.valid_week is no key that csps knows; did you mean "valid_weeks"?',
        '  feeds.police_asb.table is "feeds.police_absence", which is no table; did you mean "feeds.police_asb"?',
        f"  feeds.police_incident.pattern has the same pattern as {ASB}; each file belongs to one feed.",
        "Entries of a list are counted from 1.",
        "Nothing was changed.",
        "Correct the file, then run the same command again.",
    ]
    assert isinstance(refused.value, SettingsError)
    assert path.read_text(encoding="utf-8") == spoilt


def test_a_date_has_one_rule_set_or_is_refused(programme):
    names = [programme.rule_set_on(date(year, 6, 1)).name for year in (2015, 2021, 2023, 2026)]
    assert names == ["TFP2015", "TFP2015", "SF2022", "local"]
    with pytest.raises(SettingsError, match="No rule set is in force on 2014-06-01"):
        programme.rule_set_on(date(2014, 6, 1))


def test_the_rules_of_one_day_can_be_asked_of_every_day(programme):
    always = programme.as_if_always(date(2026, 11, 16))
    assert {always.rule_set_on(date(year, 6, 1)).name for year in (1990, 2021, 2023, 2050)} == {"local"}
    assert always.fingerprint == programme.fingerprint
    assert programme.rule_set_on(date(2021, 6, 1)).name == "TFP2015"


def test_feeds_are_given_by_use(programme):
    scoring = programme.feeds_for(Use.SCORING)
    assert "police_incident" in scoring
    assert "ssd_disability" not in scoring
    assert "ssd_disability" in programme.feeds_for(Use.EVALUATION)


def test_reviews_that_are_due_are_named(programme):
    assert programme.due_for_review(date(2027, 11, 14)) == {}
    due = programme.due_for_review(date(2027, 11, 15))
    assert {"workspace", "capacity", "rule_sets[3]", "feeds.police_asb"} <= set(due)
    assert len(due) == len(list(programme.choices())) == BLOCKS + 10


def test_values_are_frozen(programme):
    with pytest.raises(dataclasses.FrozenInstanceError):
        programme.capacity = None
    with pytest.raises(TypeError, match="does not support item"):
        programme.feeds["police_asb"] = None


def test_the_fingerprint_is_of_the_bytes_and_no_key(tmp_path, text, tables, programme, faults_in):
    other = tmp_path / "other.toml"
    other.write_text(text + "\n# a remark\n", encoding="utf-8")
    assert len(programme.fingerprint) == 64
    assert read_programme(other, tables) == programme
    assert read_programme(other, tables).fingerprint != programme.fingerprint
    assert list(faults_in('fingerprint = "f"\n' + text)) == [("fingerprint",)]


def test_nothing_in_a_programme_is_without_an_owner():
    """A table of choices added later must have an owner too."""
    exempt = {"rule_sets", "feeds", "fingerprint"}  # each entry has its own; the reader's word
    for field in dataclasses.fields(Programme):
        kinds = [field.type, *getattr(field.type, "__args__", ()), getattr(field.type, "__origin__", None)]
        inner = [kind for one in kinds for kind in (one, *getattr(one, "__args__", ()))]
        owned = any(isinstance(kind, type) and issubclass(kind, Owned) for kind in inner)
        assert owned or field.name in exempt, field.name


# --- No key can be lost or mistyped without being missed --------------------------------------------------------------

OTHER_TYPES = (
    True, 7, 7.5, "", " ", "?", [], [7], {}, {"a": 1},
    date(2000, 1, 3), datetime(2000, 1, 3, 9), time(9),  # noqa: DTZ001 - as TOML gives them
)  # fmt: skip


def declared_keys(value, path=()):
    """Yield the way to every key that csps declares; names of feeds are the council's own."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        if isinstance(value, dict) and path != ("feeds",):
            yield (*path, key)
        yield from declared_keys(inner, (*path, key))


def parent_of(values, path):
    for step in path[:-1]:
        values = values[step]
    return values


@pytest.fixture(scope="module")
def whole(text):
    return tomllib.loads(text)


@pytest.fixture(scope="module")
def few(whole):
    """The same with three feeds of different habits, small enough to try every key."""
    chosen = ("school_attendance", "council_tax_account", "health_flag")
    return {**whole, "feeds": {name: whole["feeds"][name] for name in chosen}}


def test_any_key_removed_or_misspelt_is_missed(few, faults_in):
    assert faults_in(few) == {}
    for path in declared_keys(few):
        spoilt = copy.deepcopy(few)
        taken = parent_of(spoilt, path).pop(path[-1])
        assert (path in faults_in(spoilt)) == (path not in MAY_BE_LEFT_OUT), path
        misspelt = f"{path[-1]}x"
        parent_of(spoilt, path)[misspelt] = taken
        assert {path, (*path[:-1], misspelt)} - MAY_BE_LEFT_OUT <= set(faults_in(spoilt)), path


@given(place=st.integers(0, 100_000), mistyped=st.booleans(), other=st.sampled_from(OTHER_TYPES))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_key_removed_or_mistyped_anywhere_is_named(whole, faults_in, *, place, mistyped, other):
    paths = [each for each in declared_keys(whole) if each not in MAY_BE_LEFT_OUT]
    path = paths[place % len(paths)]
    spoilt = copy.deepcopy(whole)
    holder = parent_of(spoilt, path)
    before = holder.pop(path[-1])
    if mistyped and type(other) is not type(before):
        holder[path[-1]] = other
    assert any(found[: len(path)] == path for found in faults_in(spoilt)), path


@given(kept=st.sets(st.integers(0, BLOCKS - 1), min_size=1))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_choice_of_feeds_is_a_programme(whole, faults_in, kept):
    names = sorted(whole["feeds"])
    assert faults_in({**whole, "feeds": {names[place]: whole["feeds"][names[place]] for place in kept}}) == {}


@given(
    data=st.data(),
    odd=st.one_of(
        st.text(), st.integers(), st.floats(), st.lists(st.text()), st.dictionaries(st.text(), st.integers())
    ),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_however_odd_is_more_than_a_fault(few, faults_in, data, odd):
    path = data.draw(st.sampled_from(list(declared_keys(few))))
    spoilt = copy.deepcopy(few)
    parent_of(spoilt, path)[path[-1]] = odd
    for sentences in faults_in(spoilt).values():
        assert all("\n" not in sentence for sentence in sentences)
