"""Importing csps changes nothing and is light: tried in a clean process with an empty home and no network."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys

import pytest

# What `import csps` and `csps --help` must not load. Time itself is never asserted; `make house` reports it.
HEAVY = {
    "duckdb", "fairlearn", "ibis", "lightgbm", "matplotlib", "mlflow", "numpy", "pandas", "pyarrow", "pydantic",
    "pyspark", "scipy", "shap", "sklearn", "splink",
}  # fmt: skip

# Runs in the child. An audit hook sees every file opened for writing, folder made, socket used and program started.
# Libraries are loaded before the watch on warnings, environment, logging and randomness begins: what *they* do to a
# process is their maintainers' affair, but a file written because of our import is ours.
WATCH = """
import importlib, json, logging, os, random, sys, warnings

libraries, modules = json.loads(sys.argv[1])
seen = []

def hook(event, details):
    if event == "open":
        path, mode, flags = details
        writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or (mode and set(mode) & set("wax+"))
        if writing and path != os.devnull:
            seen.append(f"opened {path} for writing")
    elif event in ("os.mkdir", "os.remove", "os.rename", "subprocess.Popen", "os.system") \
            or event.startswith("socket.") and event not in ("socket.gethostname", "socket.__new__"):
        seen.append(f"{event} {details[0]!r}")

def state():
    numpy = sys.modules.get("numpy")
    return {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "logging": (logging.root.level, list(logging.root.handlers), logging.root.disabled, logging.root.manager.disable),
        "randomness": random.getstate(),
        "numpy randomness": str(numpy.random.get_state()) if numpy else None,
    }

for library in libraries:
    importlib.import_module(library)
warnings.simplefilter("error")
sys.addaudithook(hook)
before = state()
filters = list(warnings.filters)
for module in modules:
    importlib.import_module(module)
after = state()
seen += [f"changed {what}" for what in before if before[what] != after[what]]
if filters != warnings.filters:
    seen.append("changed the filters of warnings")
print(json.dumps(seen))
"""


def import_all(modules, folder, source):
    """Import modules one after another in a clean process; give what it did besides, one sentence each."""
    home = folder / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(source)}
    names = [module.name for module in modules if not module.name.endswith("__main__")]
    child = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, json.dumps([sorted(third_party(modules)), names])],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    left = [f"left {path.relative_to(home)}" for path in home.rglob("*")]
    return json.loads(child.stdout.splitlines()[-1]) + left


def third_party(modules):
    """Name the libraries imported at the top of any module, which load with it."""
    found = set()
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    ours = {*sys.stdlib_module_names, "csps"}
    return {name for name in found if name.partition(".")[0] not in ours and importlib.util.find_spec(name)}


def test_importing_every_module_does_nothing(package, modules_of, tmp_path):
    assert import_all(modules_of(package), tmp_path, package.parent) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("import pathlib\n(pathlib.Path.home() / '.csps').mkdir()\n", "os.mkdir"),
        ("open('left.txt', 'w').close()\n", "opened left.txt for writing"),
        ("import os\nos.environ['CSPS'] = '1'\n", "changed environment"),
        ("import logging\nlogging.basicConfig()\n", "changed logging"),
        ("import random\nrandom.seed(1)\n", "changed randomness"),
        ("import warnings\nwarnings.simplefilter('ignore')\n", "changed the filters of warnings"),
        ("import socket\nsocket.socket().connect_ex(('127.0.0.1', 9))\n", "socket.connect"),
    ],
)
def test_a_module_that_does_something_is_caught(planted, modules_of, tmp_path, text, named):
    copy = planted("domain/planted.py", text)
    only = [module for module in modules_of(copy) if module.name in ("csps", "csps.domain", "csps.domain.planted")]
    assert any(deed.startswith(named) for deed in import_all(only, tmp_path, copy.parent))


@pytest.mark.parametrize(
    "code",
    ["import csps", "import csps; csps.CspsError; csps.__version__", "import csps.cli.program; csps.cli.main"],
)
def test_the_front_doors_load_nothing_heavy(code):
    report = f"{code}; import json, sys; print(json.dumps(sorted(sys.modules)))"
    child = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    assert HEAVY & set(json.loads(child.stdout)) == set()


def test_public_names_are_listed_and_found():
    import csps

    assert dir(csps) == sorted(csps.__all__)
    assert all(getattr(csps, name) is not None for name in csps.__all__)
    with pytest.raises(AttributeError, match="no attribute 'utils'"):
        _ = csps.utils
