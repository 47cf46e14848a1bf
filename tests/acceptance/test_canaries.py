"""Nobody's name outside the vault: canaries in every feed are looked for after a crash, a full run and provoked errors."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import sys

import pytest
from tests.factories.canaries import VALUES, WORDS, found_in, plant, writings
from tests.factories.cheap_keys import cheap_keys
from tests.factories.loaded_town import BEFORE, END, _put_to_use

import csps
from csps.pipeline.identities import keys_of
from csps.synthetic import make_borough
from csps.vault import Vault

PROGRAM = "import sys; from csps.cli import main; main(sys.argv[1:])"
KILLED = "import os, signal\nfrom csps.store import Edition\nEdition.publish = lambda edition: os.kill(os.getpid(), signal.SIGKILL)\n"


def command(place, *words, before=""):
    """Run a command in a process of its own, whose temporary folder and output are looked through as well."""
    environ = {"PATH": os.environ["PATH"], "TMPDIR": str(place / "tmp"), "HOME": str(place / "home")}
    environ |= {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}
    ended = subprocess.run(
        [sys.executable, "-c", before + PROGRAM, *words], capture_output=True, env=environ, check=False, cwd=place
    )
    number = len(list((place / "output").iterdir()))
    (place / "output" / f"{number}-{words[0]}.txt").write_bytes(ended.stdout + b"\n" + ended.stderr)
    return ended.returncode


def test_a_word_is_found_however_it_is_written():
    for word in WORDS:
        assert len(set(writings(word))) > 5
    text = b"xxQuillonia Zebrafinchley"
    for hidden in (text.hex().encode(), base64.b64encode(text), text.decode().encode("utf-16-le"), text.upper()):
        assert any(form in hidden for form in writings("Quillonia Zebrafinchley"))


@pytest.mark.slow
def test_no_canary_outside_the_vault(tmp_path):
    for name in ("tmp", "home", "output"):
        (tmp_path / name).mkdir()
    make_borough(tmp_path / "town", residents=700, weeks=40, end=END, seed=11)
    shutil.rmtree(tmp_path / "town" / "truth")
    workspace = tmp_path / "town" / "workspace"
    with cheap_keys():
        opened = csps.open(workspace, environ={})
        opened.enrol_demonstrators()
        planted = plant(workspace / "deliveries", opened.site.programme)
    feeds = set(opened.site.programme.feeds)
    assert len(planted) >= len(feeds) - 8, sorted(feeds - set(planted))  # of a few a town so small has no row
    assert sum(planted.values()) > 60
    outside = (workspace / "vault", workspace / "deliveries")

    early = ("weekly", "--as-of", BEFORE.isoformat(), "--workspace", str(workspace))
    assert command(tmp_path, *early, before=KILLED) == -signal.SIGKILL
    assert found_in(tmp_path, outside) == []

    assert command(tmp_path, *early) == 0
    with Vault.open(opened.site.vault, keys=keys_of(opened.site), generation=None) as vault:
        kept = str(vault.identities().to_pylist())
        assert sum(value in kept for value in VALUES.values()) >= 8, "the canaries never came to where they belong"
    with cheap_keys():
        opened = csps.open(workspace, environ={})
        for model in opened.site.specs:
            _put_to_use(opened, model, tmp_path / "model" / model)
    assert command(tmp_path, "weekly", "--workspace", str(workspace)) == 0
    assert (workspace / "lists" / END.isoformat()).is_dir()
    for words, code in (
        (("train", "maltreatment"), 2),
        (("vault", "check", "--reason", "a look at everything"), 0),
        (("privacy", "restrict", "Zebrafinchley", "--kind", "refuge", "--reason", "a slip of the hand"), 2),
        (("weekly", "--as-of", "2026-11-17"), 2),
        (("feeds", "quality"), 0),
    ):
        assert command(tmp_path, *words, "--workspace", str(workspace)) == code, words
    assert [path.name for path in (workspace / "deliveries").rglob("*") if path.is_file()] == []
    assert found_in(tmp_path, outside) == []
