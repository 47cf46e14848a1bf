"""No file says on which machine it was written or from where its packages came."""

from __future__ import annotations

import re

import pytest

BINARY = {".parquet", ".png", ".ico", ".woff2", ".gz", ".zip", ".xlsx", ".db", ".pyc"}
PRIVATE_FOLDERS = {
    ".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis",
    ".import_linter_cache", "demo", "build", "dist", "htmlcov", "spark-warehouse", "metastore_db",
}  # fmt: skip
# Synthetic deliveries hold made-up addresses by the million; their recipe and README are looked at, they are not.
DELIVERIES = ("data_synthetic/workspace", "data_synthetic/truth")

ADDRESSES = {
    "a folder of one machine": re.compile(r"(?<![\w.$}~-])/(?:work|home|root|Users|srv|mnt|media)/[\w.]"),
    "a Windows folder": re.compile(r"\b[A-Z]:\\(?:Users|Documents)", re.IGNORECASE),
    "a package index": re.compile(r"--(?:extra-)?index-url|--find-links|https?://[\w.-]+/simple\b"),
    "a private host": re.compile(r"https?://(?:\d{1,3}\.){3}\d{1,3}(?!\d)|https?://[\w-]+:\d+/(?:simple|pypi|npm)"),
}


def addresses(text: str) -> list[str]:
    """Name the kinds of address a text holds."""
    return [kind for kind, pattern in ADDRESSES.items() if pattern.search(text)]


def tracked(root):
    """Walk the files a clone would hold, without asking git, so that an unpacked archive passes too."""
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if path.is_dir() or path.suffix in BINARY or PRIVATE_FOLDERS & set(inner.parts):
            continue
        if inner.as_posix().startswith(DELIVERIES) or any(part.endswith(".egg-info") for part in inner.parts):
            continue
        yield path


def test_no_file_holds_an_address(root):
    this = __file__
    faults = [
        f"{path.relative_to(root)} holds {kind}"
        for path in tracked(root)
        if str(path) != this
        for kind in addresses(path.read_text(encoding="utf-8"))
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("see /home/jo/csps/lake", "a folder of one machine"),
        (r"C:\Users\jo\csps", "a Windows folder"),
        ("--index-url https://example.org", "a package index"),
        ("get it at http://10.0.0.7/files", "a private host"),
    ],
)
def test_an_address_is_caught(text, kind):
    assert addresses(text) == [kind]


def test_the_lock_is_hashed(root):
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (root / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[A-Za-z0-9][^\n]*==", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
