"""The connection on which linkage works: names and addresses lie in its memory, and nowhere else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from csps.domain.errors import StorageError
from csps.linkage.folding import MACROS
from csps.store import Resources, lacks_memory, private_connection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Columns = dict[str, npt.NDArray[Any]]

TOO_MUCH = "Run it on a machine with more memory: names in the clear are never written to the disk."


class Workbench:
    """Tables in memory, asked in SQL, with the macros of `folding`. Use it in a `with` block.

    Args:
        threads: how many compute; None for every core. Splink learns on one: sums of floats then have one order.
        memory: what may be held, for example "2GB"; None for four fifths of what the machine has. More is an error: a spilled
            table would be names in the clear on a disk.
    """

    def __init__(self, *, threads: int | None = None, memory: str | None = None) -> None:
        self.connection: Any = private_connection(Resources(threads=threads, memory=memory))
        for macro in MACROS:
            self.connection.execute(macro)

    @property
    def engine(self) -> str:
        """The version of what computes: its hashes are its own."""
        return str(self.columns("SELECT version() AS version")["version"][0])

    def lay(self, name: str, rows: object) -> None:
        """Put an Arrow table, or a mapping of NumPy columns, on the bench as the table `name`."""
        with self.lent("lent", rows):
            self.make(name, "FROM lent")

    @contextmanager
    def lent(self, name: str, rows: object) -> Iterator[None]:
        """Let questions be asked of Arrow rows under a name for a while, without a copy of them."""
        self.connection.register(name, rows)
        yield
        self.connection.unregister(name)

    def make(self, name: str, question: str, values: Sequence[object] = ()) -> None:
        """Make the answer to a question the table `name`."""
        statement = _about(name, "CREATE OR REPLACE TABLE {} AS ") + question
        self.connection.execute(statement, list(values))

    def add(self, name: str, question: str, values: Sequence[object] = ()) -> None:
        """Add the answer to a question to the table `name`."""
        self.connection.sql(question, params=list(values)).insert_into(name)

    def clear(self, *names: str) -> None:
        """Take tables off the bench that are no longer needed: memory is what linkage has least of."""
        for name in names:
            self.connection.execute(_about(name, "DROP TABLE {}"))

    def columns(self, question: str, values: Sequence[object] = ()) -> Columns:
        """Give an answer as NumPy columns."""
        answer: Columns = self.connection.execute(question, list(values)).fetchnumpy()
        return answer

    def arrow(self, question: str, values: Sequence[object] = ()) -> Any:
        """Give an answer as an Arrow table."""
        return self.connection.sql(question, params=list(values)).to_arrow_table()

    def close(self) -> None:
        """Forget everything."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        self.close()
        if lacks_memory(error):
            raise StorageError("Linking records takes more memory than there is.", next_step=TOO_MUCH) from error


def _about(name: str, statement: str) -> str:
    """Put a table's name into a statement; values are never put in, they are bound.

    >>> _about("record", "DROP TABLE {}")
    'DROP TABLE record'

    Raises:
        ValueError: it is no name.
    """
    if not name.isidentifier():
        raise ValueError("A table on the bench is named by one word.")
    return statement.format(name)


def texts(column: npt.NDArray[Any]) -> list[str]:
    """Give a column without missing values as Python texts.

    >>> import numpy as np
    >>> texts(np.array(["a"], dtype=object))
    ['a']
    """
    return [str(value) for value in column.tolist()]
