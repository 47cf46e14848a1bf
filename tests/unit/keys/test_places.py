"""No key inside a workspace, except demonstrations in a synthetic one."""

import pytest

from csps.domain.errors import AccessError
from csps.keys.places import check_outside_workspace, is_marked_synthetic, workspace_around

SYNTHETIC, REAL = "[workspace]\nsynthetic = true\n", "[workspace]\nsynthetic = false\n"
NOT_SYNTHETIC = {
    "real": REAL,
    "unsaid": "",
    "a word": '[workspace]\nsynthetic = "true"\n',
    "a number": "[workspace]\nsynthetic = 1\n",
    "elsewhere": "synthetic = true\n",
    "no table": "workspace = true\n",
    "broken": "[workspace\nsynthetic = true\n",
}


def test_a_folder_without_choices_is_no_workspace(tmp_path):
    assert workspace_around(tmp_path / "keys" / "a.key") is None
    check_outside_workspace(tmp_path / "keys" / "a.key", "A key", demonstration=False)


def test_deep_inside_is_inside(workspace):
    folder = workspace("w", SYNTHETIC)
    assert workspace_around(folder / "vault" / "deep" / "a.key") == folder
    assert workspace_around(folder) is None


@pytest.mark.parametrize("marker", NOT_SYNTHETIC)
@pytest.mark.parametrize("demonstration", [True, False])
def test_a_real_workspace_holds_no_key(workspace, marker, demonstration):
    folder = workspace("w", NOT_SYNTHETIC[marker])
    assert not is_marked_synthetic(folder)
    with pytest.raises(
        AccessError, match=r"A key may not lie inside the workspace w: .* Keep it in a folder of its own"
    ):
        check_outside_workspace(folder / "a.key", "A key", demonstration=demonstration)


def test_a_synthetic_workspace_holds_demonstrations_only(workspace):
    folder = workspace("w", SYNTHETIC)
    check_outside_workspace(folder / "a.key", "A key", demonstration=True)
    with pytest.raises(AccessError):
        check_outside_workspace(folder / "a.key", "A key", demonstration=False)


def test_a_link_into_a_workspace_is_followed(workspace, tmp_path):
    folder = workspace("w", REAL)
    (tmp_path / "outside").symlink_to(folder)
    with pytest.raises(AccessError):
        check_outside_workspace(tmp_path / "outside" / "a.key", "A key", demonstration=False)


def test_choices_that_cannot_be_read_are_taken_for_real(tmp_path):
    (tmp_path / "programme.toml").mkdir()
    assert not is_marked_synthetic(tmp_path)
