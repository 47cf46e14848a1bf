"""Files of a council's own rules: what each starts from, and everything wrong at once."""

from __future__ import annotations

import pytest

from csps.domain.errors import SettingsError
from csps.settings.faults import FaultyFileError
from csps.settings.programme import read_programme
from csps.settings.rule_files import read_own_rules

LINES = {"SF2022": ("SF1.1", "SF6.2", "SF6.5"), "TFP2015": ("TF1.a",)}
HEAD = 'name = "{name}"\nversion = "1"\nowner = "Head of early help"\nreview_on = 2027-03-31\nstarts_from = "{start}"\n'
LINE = '[[lines]]\nid = "{id}"\nheadline = 1\nwords = "A line."\nstanding = "confirmed"\nsource = "minutes"\n'
SIGN = '[[lines.signs]]\ntable = "feeds.ssd_missing"\ncounts_days = 182\n'
THRESHOLD = '[threshold]\nleast = 1\ncounted = "needs"\nassessed = false\n'


@pytest.fixture
def write(tmp_path):
    """Write a file of rules."""

    def written(name, body="", start="supporting-families-2022", head=HEAD):
        (tmp_path / f"{name}.toml").write_text(head.format(name=name, start=start) + body, encoding="utf-8")
        return tmp_path

    return written


@pytest.fixture
def faults(tmp_path, tables):
    """Read a file and give what is wrong with it."""

    def read(name):
        with pytest.raises(FaultyFileError) as refused:
            read_own_rules(tmp_path, name, tables, LINES)
        return [str(fault) for fault in refused.value.faults]

    return read


def test_rules_come_with_those_they_start_from(write, tables):
    write("local-a", LINE.format(id="LOC1") + SIGN)
    folder = write("local-b", 'drop = ["LOC1"]\n' + LINE.format(id="LOC2") + SIGN, start="local-a")
    chain = read_own_rules(folder, "local-b", tables, LINES)
    assert [rules.name for rules in chain] == ["local-a", "local-b"]
    assert all(len(rules.fingerprint) == 64 for rules in chain)


def test_a_file_that_is_not_there_is_refused_with_those_that_are(write, tables):
    with pytest.raises(SettingsError, match=r"local-c has no file rulesets/local-c\.toml") as refused:
        read_own_rules(write("local-a", LINE.format(id="LOC1") + SIGN), "local-c", tables, LINES)
    assert "There are: local-a" in str(refused.value.next_step)


def test_rules_that_start_from_themselves_are_refused(write, faults):
    write("local-a", start="local-b")
    write("local-b", start="local-a")
    assert faults("local-a") == [
        "starts_from leads back to where it came from: local-a -> local-b -> local-a; start one of them elsewhere"
    ]


def test_a_line_that_leads_back_to_itself_is_refused(write, faults):
    write("local-a", LINE.format(id="LOC1") + 'all_of = ["LOC2"]\n' + LINE.format(id="LOC2") + 'all_of = ["LOC1"]\n')
    assert faults("local-a") == [
        "lines[1].all_of leads back to the line itself: LOC1 -> LOC2 -> LOC1; break the circle",
        "lines[2].all_of leads back to the line itself: LOC2 -> LOC1 -> LOC2; break the circle",
    ]


def test_rules_that_are_not_there_are_asked_about(write, faults):
    write("local-a", start="supporting-families-2020")
    assert faults("local-a")[0].endswith('which is no rule set; did you mean "supporting-families-2022"?')


def test_a_dropped_line_must_be_there(write, faults):
    write("local-a", 'drop = ["SF6.9"]\n')
    assert faults("local-a") == ['drop[1] is "SF6.9"; did you mean "SF6.5"?']


def test_a_needed_line_must_be_there(write, faults):
    write("local-a", LINE.format(id="LOC1") + 'all_of = ["SF1.1", "SF9.9"]\n')
    assert faults("local-a")[0].startswith('lines[1].all_of[2] is "SF9.9", which is no line here; did you mean')


def test_rules_without_a_line_are_refused(write, faults):
    write("local-a", THRESHOLD, start="nothing")
    assert faults("local-a") == ["lines is empty; a rule set has a line at least"]


def test_a_file_has_the_name_of_its_rules(write, faults):
    write("local-a", head=HEAD.replace("{name}", "local-b"))
    assert faults("local-a") == ['name is "local-b"; the file is called local-a.toml']


def test_all_that_is_wrong_is_told_at_once(write, faults):
    body = LINE.format(id="loc1") + SIGN.replace("182", "0") + LINE.format(id="LOC2") + 'all_of = ["LOC3"]\n'
    write("local-a", body, head=HEAD.replace('version = "1"\n', ""))
    told = faults("local-a")
    assert [each.split(" is ")[0] for each in told] == [
        "version",
        "lines[1].id",
        "lines[1].signs[1].counts_days",
        "lines[2].all_of[1]",
    ]


def test_the_programme_reads_the_rules_it_names(tmp_path, text, tables):
    entry = '[[rule_sets]]\nname = "local-a"\nin_force_from = 2026-04-01\nowner = "Head"\nreview_on = 2027-03-31\n\n'
    ours = "in_force_from = 2025-04-01\n"
    written = text.replace(ours, f"{ours}in_force_to = 2026-03-31\n").replace(
        "# One block per feed", f"{entry}# One block per feed"
    )
    (tmp_path / "programme.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"has no file rulesets/local-a\.toml"):
        read_programme(tmp_path, tables, LINES)
    (tmp_path / "rulesets").mkdir()
    file = tmp_path / "rulesets" / "local-a.toml"
    file.write_text(HEAD.format(name="local-a", start="supporting-families-2022"), encoding="utf-8")
    first = read_programme(tmp_path, tables, LINES)
    (own,) = first.rule_sets[-1].own
    assert (own.name, own.version) == ("local-a", "1")
    day = first.workspace.as_of
    assert first.as_if_always(day).rule_set_on(day).own == (own,)
    file.write_text(file.read_text(encoding="utf-8") + "# another word\n", encoding="utf-8")
    assert read_programme(tmp_path, tables, LINES).fingerprint != first.fingerprint


def test_local_is_the_councils_own_file_where_there_is_one(tmp_path, text, tables):
    (tmp_path / "programme.toml").write_text(text, encoding="utf-8")
    assert read_programme(tmp_path, tables, LINES).rule_sets[-1].own == ()
    (tmp_path / "rulesets").mkdir()
    rules = HEAD.format(name="local", start="supporting-families-2022")
    (tmp_path / "rulesets" / "local.toml").write_text(rules, encoding="utf-8")
    assert read_programme(tmp_path, tables, LINES).rule_sets[-1].own[0].name == "local"
