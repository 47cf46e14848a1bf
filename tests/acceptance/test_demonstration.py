"""`csps demo` on a small town, as somebody runs it first: what is printed, what was signed, and what the page says."""

from __future__ import annotations

import json
import re

import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.loaded_town import END, leave_out_feeds
from tests.factories.loose_marks import MARKS

from csps.cli.program import run
from csps.pipeline import shipped_specifications
from csps.synthetic import make_borough

pytestmark = pytest.mark.slow
RESIDENTS, WEEKS = 4_000, 312


def specifications() -> dict[str, str]:
    """Give both models the same outcome: this town's agencies send nothing of which the programme's threshold is made."""
    shipped = shipped_specifications()
    before = shipped["maltreatment"].read_text(encoding="utf-8").partition("[pass_marks]")[0]
    one_by_one = re.sub(r"groups = \[.*\]\ncrossed = true", 'groups = ["lone parent"]\ncrossed = false', before)
    return {name: one_by_one.replace('name = "maltreatment"', f'name = "{name}"') + MARKS for name in shipped}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town that was demonstrated once, its workspace and what was printed."""
    folder = tmp_path_factory.mktemp("shown") / "town"
    make_borough(folder, residents=RESIDENTS, weeks=WEEKS, end=END, seed=7)
    workspace = folder / "workspace"
    leave_out_feeds(workspace)
    for name, text in specifications().items():
        (workspace / "models" / name).mkdir(parents=True)
        (workspace / "models" / name / "spec.toml").write_text(text, encoding="utf-8")
    with cheap_keys(), pytest.MonkeyPatch.context() as patch:
        patch.delenv("CSPS_PASSPHRASE", raising=False)
        patch.setenv("COLUMNS", "120")  # headings of a narrower table are broken
        yield workspace


@pytest.fixture
def said(town, capsys):
    """A function that runs a command on the town and gives what it printed."""

    def ran(*words):
        assert run([*words]) == 0
        return capsys.readouterr().out

    return ran


def test_a_demonstration_lists_families_and_says_under_which_marks(town, said):
    first = said("demo", str(town))
    assert "This week's list, Monday 16 November 2026" in first
    assert "The maltreatment model was approved under marks for a demonstration" in first
    assert "1. Family " in first
    assert "Programme criteria are judged by local, version 2022.1, " in first
    page = (town / "lists" / END.isoformat() / "weekly-list.html").read_text(encoding="utf-8")
    assert "How often the models are right" in page
    assert "Programme criteria are judged by local, version 2022.1, " in page
    assert "A list of the 20 families with the highest scores would have named" in page
    assert "marks for a demonstration, which judge nobody" in page
    assert said("demo", str(town)).splitlines()[-4:] == first.splitlines()[-4:]

    shown = said("approval", "show", "maltreatment", "--workspace", str(town))
    assert "THE MARKS ARE FOR A DEMONSTRATION" in shown
    assert "demo.trainer trained and submitted it" in shown
    assert "demo.reviewer approved it: A program signs this for a demonstration: nobody read" in shown
    assert "90 % interval" in shown
    assert "By lone parent" in shown
    assert "It is approved and may be used until" in shown
    assert "csps approval approve" not in shown

    told = json.loads(said("approval", "show", "eligibility", "--workspace", str(town), "--json"))
    assert told["demonstration"] is True
    assert told["rules"] is None, "this town's model of that name rests on no rules"
    assert {check["result"] for check in told["checks"]} == {"passed"}
    assert told["reviews"][0]["acknowledged"] == [fact["name"] for fact in told["facts"]]
