"""The workspace and the truth beside it, opened for reading. Whatever cannot be read is refused with its name."""

from __future__ import annotations

import json
import tempfile
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csps.contracts.catalogue import delivered_tables
from csps.domain.errors import IntegrityError, UsageError
from csps.store.engines import DuckDbEngine
from csps.store.sorting import Resources
from csps.synthetic.agencies.schedule import feed_style
from csps.synthetic.deliveries import FIRST_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self

    from numpy.typing import NDArray

Columns = dict[str, "NDArray[Any]"]

BOX, MEMORY = "deliveries", "4GB"
EMPTY = ", '' AS file, 0 AS line WHERE false"
# The lines of a file are numbered in the order in which they stand; a view of delivered files has `file` and `line`.
NUMBERED = """
    SELECT * EXCLUDE (filename, place), substr(filename, ? + 2) AS file,
           place - min(place) OVER (PARTITION BY filename) + ? AS line
    FROM unnumbered
"""


class Folder:
    """A folder whose tables can be asked about in SQL, and no other folder's.

    Args:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        spill = Path(tempfile.mkdtemp(prefix="csps-mark-"))  # elsewhere: marking changes neither workspace nor truth
        self._engine = DuckDbEngine(self.path, Resources(memory=MEMORY), spill=spill)
        self._connection = self._engine.backend.con

    def ask(self, question: str, values: Sequence[object] = ()) -> Columns:
        """Give the answer to a question as columns.

        Raises:
            IntegrityError: a file cannot be read.
        """
        with reading(str(self.path)):
            answer: Columns = self._connection.execute(question, list(values)).fetchnumpy()
        return answer

    def arrow(self, question: str, values: Sequence[object] = ()) -> Any:
        """Give the answer to a question as an Arrow table."""
        with reading(str(self.path)):
            return self._connection.sql(question, params=list(values)).to_arrow_table()

    def parquet(self, file: str, columns: str = "*") -> Any:
        """Give a Parquet file of the folder as an Arrow table.

        Raises:
            IntegrityError: it is missing or damaged.
        """
        with reading(file):
            return self._connection.read_parquet(str(self.path / file)).project(columns).to_arrow_table()

    def lend(self, name: str, table: Any) -> None:
        """Make an Arrow table that was read elsewhere a table of this connection."""
        self._connection.register(name, table)

    def deliver(self, table: str, files: Sequence[str], columns: Mapping[str, str]) -> None:
        """Make the delivered files of one table the view `delivered`: the columns asked for as text, file and line.

        Args:
            table: the contract's name.
            files: below the drop box.
            columns: name in the view -> name in the contract, or "" for a column of nothing.
        """
        there = [str(self.path / BOX / file) for file in files if (self.path / BOX / file).exists()]
        if not there:
            self.lend("delivered", self.arrow("SELECT " + ", ".join(f"'' AS {name}" for name in columns) + EMPTY))
            return
        style, declared = feed_style(table), delivered_tables()[table]
        asked = [f'"{column}" AS {name}' if column else f"NULL::VARCHAR AS {name}" for name, column in columns.items()]
        with reading(f"A delivery of {table}"):
            lines = self._connection.read_csv(
                there,
                columns=dict.fromkeys(declared.column_names, "VARCHAR"),
                delimiter=style.delimiter,
                header=True,
                auto_detect=False,
                quotechar='"',
                escapechar='"',
                filename=True,
            )
            lines.project(", ".join([*asked, "filename", "row_number() OVER () AS place"])).create_view("unnumbered")
            numbered = self.arrow(NUMBERED, [len(str(self.path / BOX)), FIRST_LINE])
            self._connection.execute("DROP VIEW unnumbered")
        self.lend("delivered", numbered)

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn whatever DuckDB says about a file into a refusal that names the file.

    Raises:
        IntegrityError: what is in the block could not be read.
    """
    try:
        yield
    except Exception as error:  # DuckDB's own errors live behind the store's door, and may quote a line of the file
        raise IntegrityError(f"{what} cannot be read: it is missing or damaged.") from error


@dataclass(frozen=True)
class Recipe:
    """What the truth says of the borough it belongs to."""

    end: date
    weeks: int
    residents: int
    seed: int


def read_recipe(truth: Path) -> Recipe:
    """Read `recipe.json`.

    Raises:
        UsageError: the folder is no truth.
        IntegrityError: the recipe is damaged.
    """
    try:
        content = json.loads((truth / "recipe.json").read_text(encoding="utf-8"))
        return Recipe(
            date.fromisoformat(content["end"]), int(content["weeks"]), int(content["residents"]), int(content["seed"])
        )
    except FileNotFoundError:
        raise UsageError(
            f"{truth} holds no truth: it has no recipe.json.", next_step="Name the folder beside the workspace."
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise IntegrityError(f"{truth / 'recipe.json'} is damaged.") from error


def refuse_strangers(workspace: Path, recipe: Recipe) -> None:
    """Refuse a workspace that is not synthetic, or that ends on another day than the truth.

    Raises:
        UsageError: it is another borough's, or no synthetic borough's.
        IntegrityError: programme.toml is damaged.
    """
    try:
        settings = tomllib.loads((workspace / "programme.toml").read_text(encoding="utf-8"))["workspace"]
        synthetic, as_of = settings.get("synthetic"), settings.get("as_of")
    except FileNotFoundError:
        raise UsageError(f"{workspace} is no workspace: it has no programme.toml.") from None
    except (tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError) as error:
        raise IntegrityError(f"{workspace / 'programme.toml'} is damaged.") from error
    if synthetic is not True:
        raise UsageError(f"{workspace} is not marked synthetic, and only a synthetic borough has a truth.")
    if as_of != recipe.end:
        raise UsageError(
            f"The truth is of another borough: it ends on {recipe.end}, the workspace on {as_of}.",
            next_step="Name the truth that was made with this workspace.",
        )


def delivered_files(workspace: Path) -> dict[str, list[str]]:
    """List the delivered files by table, oldest first; those that no contract knows stand under ""."""
    tables = {
        (feed_style(name).agency, feed_style(name).name): name for name in delivered_tables() if name[:6] == "feeds."
    }
    found: dict[str, list[str]] = {}
    for path in sorted((workspace / "deliveries").rglob("*")):
        if path.is_file():
            file = path.relative_to(workspace / "deliveries").as_posix()
            agency, name = path.parent.name, path.name.removesuffix(".csv")[:-11]
            found.setdefault(tables.get((agency, name), "") if path.suffix == ".csv" else "", []).append(file)
    return found
