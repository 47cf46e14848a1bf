"""Progress shown to a person: a bar with the time left on a terminal, a line per tenth in a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

T = TypeVar("T")


class RichProgress:
    """Watch a run on standard error, so that standard output stays clean for tables and JSON.

    Work inside work is shown as one bar under another. Use it in a `with`: a run that breaks keeps its generators
    alive as long as its error, and a bar that is still drawn would write over the words of the refusal.

    Args:
        console: where to show it; standard error unless told otherwise.
    """

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._bars: Bars | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    def track(self, steps: Iterable[T], *, what: str, total: int) -> Iterator[T]:
        """Yield each step, showing how far the work is and, on a terminal, how long it will still take.

        Args:
            steps: what is walked through.
            what: the work in the words of its user, for example "living 364 weeks".
            total: how many steps there will be.
        """
        if self._console.is_terminal:
            return self._with_bar(steps, what, total)
        return self._with_lines(steps, what, total)

    def say(self, sentence: str) -> None:
        """Write one sentence that stays, above any bar."""
        self._console.print(sentence, markup=False, highlight=False, soft_wrap=True)

    def _with_bar(self, steps: Iterable[T], what: str, total: int) -> Iterator[T]:
        outermost = self._bars is None
        bars = self._bars = self._bars or self._new_bars()
        if outermost:
            bars.start()
        task = bars.add_task(what, total=total)
        try:
            for step in steps:
                yield step
                bars.advance(task)
        finally:
            bars.stop_task(task)
            if outermost:
                self._stop()

    def _with_lines(self, steps: Iterable[T], what: str, total: int) -> Iterator[T]:
        said = 0
        for taken, step in enumerate(steps, start=1):
            yield step
            tenths = 10 * taken // total if total > 0 else 0
            if tenths > said:
                said = tenths
                self.say(f"{what}: {10 * tenths} %")

    def _stop(self) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars = None

    def _new_bars(self) -> Bars:
        return Bars(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=self._console,
        )
