"""The picture of one family is the one that the code draws now."""

from __future__ import annotations

import subprocess
import sys


def test_the_picture_of_a_family_is_current(root, tmp_path):
    drawn = tmp_path / "family.svg"
    subprocess.run([sys.executable, str(root / "docs" / "family_story.py"), str(drawn)], check=True)
    committed = root / "docs" / "explanation" / "a-family-and-its-traces.svg"
    same = drawn.read_bytes() == committed.read_bytes()
    assert same, "draw it again: .venv/bin/python docs/family_story.py"
