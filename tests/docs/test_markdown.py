"""What the pages say is so: Python blocks run, commands and options exist, links lead somewhere."""

from __future__ import annotations

import ast
import doctest
import re
import shlex
from pathlib import Path

import click
import pytest

from csps.cli.program import program

ROOT = Path(__file__).resolve().parents[2]
HAND_WRITTEN_FOLDERS = ("docs", "data_synthetic", "benchmarks", "models")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for folder in HAND_WRITTEN_FOLDERS for page in (ROOT / folder).rglob("*.md"))]
)

BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PYTHON = "python"
NOT_RUN = "python not-run: "  # followed by the reason


def pages():
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def prose(text: str) -> str:
    """The text without its blocks."""
    return BLOCK.sub("", text)


def typed_lines(text: str) -> list[str]:
    """Every line of a page, or of a string in the code, that somebody might type: `csps ...` and `make ...`."""
    spans = CODE_SPAN.findall(prose(text))
    blocks = [body for info, body in BLOCK.findall(text) if info == "console"]
    lines = [line.removeprefix("$ ") for body in blocks for line in body.splitlines() if line.startswith("$ ")]
    return [
        line.removeprefix(".venv/bin/")
        for line in [*spans, *lines]
        if re.match(r"(\.venv/bin/)?(csps|make) ", line) and "..." not in line
    ]


def fault_of_command(line: str) -> str | None:
    """Say what is wrong with a line that begins with csps; None if it could be typed."""
    words = shlex.split(line)[1:]
    command: click.Command = program
    context = click.Context(command, help_option_names=["-h", "--help"])
    while words:
        word = words.pop(0)
        if word.startswith("-"):
            known = {option: each for each in command.get_params(context) for option in each.opts}
            option = known.get(word.partition("=")[0])
            if option is None:
                return f"`{line}`: {command.name} has no option {word}"
            if isinstance(option, click.Option) and not option.is_flag and "=" not in word:
                words[:1] = []  # its value is no command
        elif isinstance(command, click.Group):
            below = command.get_command(context, word)
            if below is None:
                return f"`{line}`: there is no command {word!r}"
            command = below
    return None


def faults_of_lines(lines: list[str]) -> list[str]:
    """Say what is wrong with lines that begin with csps or make."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    faults = [fault for line in lines if line.startswith("csps ") and (fault := fault_of_command(line))]
    made = [line for line in lines if line.startswith("make ")]
    return faults + [f"`{line}`: no such target" for line in made if not set(line.split()[1:]) <= targets]


def slug(heading: str) -> str:
    """The anchor GitHub makes of a heading."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    return {slug(heading) for heading in HEADING.findall(page.read_text(encoding="utf-8"))}


def dead_links(page: Path, text: str) -> list[str]:
    """Name links to files or headings that are not there."""
    dead = []
    for target in LINK.findall(prose(text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    return dead


@pages()
def test_every_python_block_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    for number, (info, body) in enumerate(BLOCK.findall(text), start=1):
        if info.startswith(NOT_RUN):
            assert info.removeprefix(NOT_RUN).strip(), "a block that is not run says why"
        elif info == PYTHON and ">>>" in body:
            example = doctest.DocTestParser().get_doctest(body, {}, page.name, str(page), number)
            assert doctest.DocTestRunner().run(example).failed == 0
        elif info == PYTHON:
            exec(compile(body, f"{page.name}, block {number}", "exec"), {})  # noqa: S102 - our own pages
        else:
            assert "python" not in info.lower(), f"block {number} is marked {info!r}: say python or `{NOT_RUN}why`"


@pages()
def test_every_command_named_exists(page):
    assert faults_of_lines(typed_lines(page.read_text(encoding="utf-8"))) == []


def test_every_command_named_in_the_code_exists(root):
    """Errors tell people what to type next: it must be there to be typed."""
    faults = []
    for path in sorted((root / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                faults += [f"{path.relative_to(root)}, {fault}" for fault in faults_of_lines(typed_lines(node.value))]
    assert sorted(set(faults)) == []


@pages()
def test_every_relative_link_leads_somewhere(page):
    assert dead_links(page, page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("`csps synthesise`", "`csps synthesise`: there is no command 'synthesise'"),
        ("```console\n$ csps tables --yaml\n```\n", "`csps tables --yaml`: tables has no option --yaml"),
        ("run `make tea`", "`make tea`: no such target"),
    ],
)
def test_a_command_that_is_none_is_caught(text, fault):
    assert faults_of_lines(typed_lines(text)) == [fault]


@pytest.mark.parametrize("target", ["no-such-page.md", "README.md#no-such-heading", "#nor-this"])
def test_a_dead_link_is_caught(root, target):
    assert dead_links(root / "README.md", f"# Title\n\n[x]({target})") == [target]


def test_sentences_stand_on_lines_of_their_own():
    """One sentence per line, so that a diff shows a changed thought. Tables and lists may hold several."""
    written_by_hand = [page for page in PAGES if page.parent != ROOT / "docs" / "reference"]
    crowded = [
        f"{page.relative_to(ROOT)}: {line[:60]}"
        for page in written_by_hand
        for line in prose(page.read_text(encoding="utf-8")).splitlines()
        if re.match(r"[A-Z]", line) and re.search(r"[a-z`)][.?!] [A-Z][a-z]+ [a-z]", line)
    ]
    assert crowded == []
