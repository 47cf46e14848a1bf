"""Which models there are, and whose specification counts."""

from __future__ import annotations

import shutil

import pytest

from csps.domain.errors import SettingsError, UsageError
from csps.pipeline.specifications import read_specifications, specification


def test_without_its_own_a_workspace_has_the_models_csps_comes_with(tmp_path):
    assert set(read_specifications(tmp_path)) == {"maltreatment", "eligibility"}


def test_a_workspace_may_have_its_own_and_then_has_no_others(tmp_path, root):
    shutil.copytree(root / "models" / "maltreatment", tmp_path / "models" / "maltreatment")
    assert set(read_specifications(tmp_path)) == {"maltreatment"}


def test_a_folder_bears_the_name_of_its_model(tmp_path, root):
    shutil.copytree(root / "models" / "maltreatment", tmp_path / "models" / "harm")
    with pytest.raises(SettingsError, match="models/harm holds the specification of maltreatment"):
        read_specifications(tmp_path)


def test_an_empty_folder_is_no_models(tmp_path):
    (tmp_path / "models").mkdir()
    with pytest.raises(SettingsError, match="no specification of a model"):
        read_specifications(tmp_path)


def test_an_unknown_model_is_refused_with_the_names_of_the_others(tmp_path):
    with pytest.raises(UsageError, match="no model 'harm'; there are eligibility, maltreatment"):
        specification(read_specifications(tmp_path), "harm")
