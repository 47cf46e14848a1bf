"""Where keys lie and which servers are used, from a mapping that is handed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from csps.settings import FaultyFileError, deployment_from
from csps.settings.deployment import KNOWN, own_keys


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


def refused(environ, workspace):
    with pytest.raises(FaultyFileError) as error:
        deployment_from(environ, workspace=workspace)
    return {fault.path[0]: str(fault) for fault in error.value.faults}


def test_a_fresh_machine_has_defaults(tmp_path, workspace):
    deployment = deployment_from({"HOME": str(tmp_path / "jo"), "PATH": "/bin"}, workspace=workspace)
    assert deployment.keys == tmp_path / "jo" / ".config" / "csps" / "keys"
    assert deployment.trusted_keys == tmp_path / "jo" / ".config" / "csps" / "trusted"
    assert deployment.registry_url == f"sqlite:///{workspace / 'registry' / 'mlflow.db'}"
    assert not (tmp_path / "jo").exists()


def test_the_configuration_folder_of_the_desktop_is_used(tmp_path, workspace):
    environ = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "conf")}
    assert deployment_from(environ, workspace=workspace).keys == tmp_path / "conf" / "csps" / "keys"
    environ["XDG_CONFIG_HOME"] = "conf"
    assert deployment_from(environ, workspace=workspace).keys == tmp_path / ".config" / "csps" / "keys"


def test_keys_of_a_synthetic_workspace_lie_beside_it(workspace):
    deployment = deployment_from({}, workspace=workspace, synthetic=True)
    assert deployment.keys == workspace.parent / "keys"
    assert deployment.trusted_keys == workspace.parent / "trusted"


def test_what_is_stated_is_taken(tmp_path, workspace):
    environ = {
        "CSPS_KEYS": str(tmp_path / "keys"),
        "CSPS_TRUSTED_KEYS": str(tmp_path / "trusted"),
        "CSPS_REGISTRY_URL": "https://user:secret@mlflow.example.org",
        "CSPS_WORKSPACE": str(workspace),
    }
    deployment = deployment_from(environ, workspace=workspace)
    assert (deployment.keys, deployment.trusted_keys) == (tmp_path / "keys", tmp_path / "trusted")
    assert deployment.registry_url == environ["CSPS_REGISTRY_URL"]
    assert "secret" not in repr(deployment)


def test_every_fault_is_told_at_once_and_no_value_is_repeated(tmp_path, workspace):
    environ = {
        "CSPS_KEYS": str(workspace / "keys"),
        "CSPS_TRUSTED_KEYS": "SECRET/trusted",
        "CSPS_REGISTRY_URL": "http://jo:SECRET@mlflow.example.org",
        "CSPS_REGISTY_URL": "SECRET",
    }
    with pytest.raises(FaultyFileError) as error:
        deployment_from(environ, workspace=workspace)
    assert {str(fault.path[0]) for fault in error.value.faults} == set(environ)
    assert 'CSPS_REGISTY_URL is no variable that csps knows; did you mean "CSPS_REGISTRY_URL"?' in str(error.value)
    assert "The environment cannot be used: it has 4 faults." in str(error.value)
    assert "SECRET" not in str(error.value)


def test_keys_may_not_hide_in_the_workspace_behind_a_link(tmp_path, workspace):
    (workspace / "keys").mkdir()
    (tmp_path / "elsewhere").symlink_to(workspace / "keys")
    environ = {"HOME": str(tmp_path), "CSPS_KEYS": str(tmp_path / "elsewhere")}
    assert "lies in the workspace" in refused(environ, workspace)["CSPS_KEYS"]
    assert "lies in the workspace" in refused({"HOME": str(workspace)}, workspace)["CSPS_TRUSTED_KEYS"]


def test_a_file_is_no_folder_of_keys(tmp_path, workspace):
    (tmp_path / "keys").write_text("", encoding="utf-8")
    assert "is a file" in refused({"HOME": str(tmp_path), "CSPS_KEYS": str(tmp_path / "keys")}, workspace)["CSPS_KEYS"]


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}])
def test_keys_need_somewhere_to_be(workspace, environ):
    faults = refused(environ, workspace)
    assert set(faults) == {"CSPS_KEYS", "CSPS_TRUSTED_KEYS"}
    assert "is missing, and there is no HOME to keep keys in" in faults["CSPS_KEYS"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mlflow.example.org", "is no URL of a kind that can be used"),
        ("ftp://mlflow.example.org", "it takes a URL that begins with https://, http://, sqlite://, postgresql://"),
        ("https://", "names no host"),
        ("sqlite://", "names no file"),
        ("https://[::1", "is no URL; it takes"),
        ("http://mlflow.example.org", "would send everything unencrypted"),
    ],
)
def test_urls_that_lead_nowhere_are_refused(tmp_path, workspace, url, words):
    assert words in refused({"HOME": str(tmp_path), "CSPS_REGISTRY_URL": url}, workspace)["CSPS_REGISTRY_URL"]


@pytest.mark.parametrize("url", ["http://localhost:5000", "https://mlflow.example.org/csps", "postgresql://db/mlflow"])
def test_urls_that_lead_somewhere_pass(tmp_path, workspace, url):
    environ = {"HOME": str(tmp_path), "CSPS_REGISTRY_URL": url}
    assert deployment_from(environ, workspace=workspace).registry_url == url


def test_the_environment_itself_is_never_read(monkeypatch, tmp_path, workspace):
    monkeypatch.setenv("CSPS_KEYS", str(tmp_path / "from the process"))
    assert deployment_from({"HOME": str(tmp_path)}, workspace=workspace).keys == tmp_path / ".config/csps/keys"
    assert all(name.startswith("CSPS_") for name in KNOWN)
    assert isinstance(workspace, Path)


def test_an_account_without_a_workspace_has_keys_of_its_own(tmp_path):
    assert own_keys({"HOME": str(tmp_path)}) == tmp_path / ".config" / "csps" / "keys"
    assert own_keys({"HOME": str(tmp_path), "CSPS_KEYS": str(tmp_path)}) == tmp_path
    with pytest.raises(FaultyFileError, match="relative"):
        own_keys({"HOME": str(tmp_path), "CSPS_KEYS": "keys"})
