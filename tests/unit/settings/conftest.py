"""The programme of a synthetic borough as text and as TOML gives it, and a live council's made from it."""

from __future__ import annotations

import copy
import tomllib
from datetime import date

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.settings.faults import FaultyFileError
from csps.settings.model_spec import read_model_spec
from csps.settings.programme import programme_of, read_programme
from csps.settings.reading import Document
from csps.synthetic.calendar import Calendar
from csps.synthetic.deliveries import Counted
from csps.synthetic.workspace_files import write_workspace_files

PAPERS = """
[dpia]
reference = "IG/2026/114"
approved_on = 2026-05-01
owner = "Information governance lead"
review_on = 2027-05-01

[appropriate_policy_document]
reference = "IG/2026/115"
approved_on = 2026-05-01
owner = "Information governance lead"
review_on = 2027-05-01

[lawful_bases]
personal_data = "UK GDPR Article 6(1)(e); Children Act 2004, section 10"
special_category = "UK GDPR Article 9(2)(g); Data Protection Act 2018, Schedule 1, paragraph 18"
criminal_offence = "Data Protection Act 2018, Schedule 1, paragraph 18"
owner = "Information governance lead"
review_on = 2027-05-01

[feeds."""


@pytest.fixture(scope="session")
def tables():
    return delivered_tables()


@pytest.fixture(scope="session")
def text(tmp_path_factory, tables) -> str:
    """A synthetic borough's programme.toml with every feed."""
    folder = tmp_path_factory.mktemp("workspace")
    counted = {name: Counted(6, 40 * place, 1) for place, name in enumerate(tables)}
    write_workspace_files(folder, Calendar(date(2026, 11, 16), 20, 10), counted)
    return (folder / "programme.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def live_text(text) -> str:
    """The same for a council of real people: nothing synthetic, and the papers the law asks for."""
    real = text.replace("synthetic = true", "synthetic = false").replace("as_of = 2026-11-16\n", "")
    return real.replace("\n[feeds.", PAPERS, 1)


@pytest.fixture
def values(text) -> dict:
    """What TOML makes of it, to be spoilt."""
    return copy.deepcopy(tomllib.loads(text))


@pytest.fixture(scope="session")
def programme_from(tables):
    """A function that reads a programme from what TOML makes of it."""
    return lambda written: programme_of(Document("programme.toml", written, ""), tables)


@pytest.fixture(scope="session")
def faults_in(tables):
    """A function that reads a programme and gives its faults by key path, a list for each path."""

    def read(written) -> dict[tuple, list[str]]:
        given = tomllib.loads(written) if isinstance(written, str) else written
        try:
            programme_of(Document("programme.toml", given, ""), tables)
        except FaultyFileError as refused:
            found: dict[tuple, list[str]] = {}
            for fault in refused.faults:
                found.setdefault(fault.path, []).append(str(fault))
            return found
        return {}

    return read


@pytest.fixture
def programme(tmp_path, text, tables):
    (tmp_path / "programme.toml").write_text(text, encoding="utf-8")
    return read_programme(tmp_path, tables)


@pytest.fixture(scope="session")
def models(pytestconfig):
    """The folder of the models' specifications."""
    return pytestconfig.rootpath / "models"


@pytest.fixture(scope="session")
def spec(models):
    return read_model_spec(models / "maltreatment")
