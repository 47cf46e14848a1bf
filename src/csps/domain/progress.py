"""How long work tells a person where it is, without knowing who listens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


class Progress(Protocol):
    """Something that watches a run: a bar on a terminal, a line in a log, or nothing."""

    def track(self, steps: Iterable[T], *, what: str, total: int) -> Iterator[T]:
        """Yield each step and note that it was taken.

        Args:
            steps: what is walked through.
            what: the work in the words of its user, for example "living 364 weeks".
            total: how many steps there will be.
        """
        ...

    def say(self, sentence: str) -> None:
        """Tell one sentence that stays on the screen."""
        ...


class SilentProgress:
    """A watcher that says nothing: the default of every public function."""

    def track(self, steps: Iterable[T], *, what: str, total: int) -> Iterator[T]:  # noqa: ARG002 - the protocol's words
        """Yield each step.

        >>> list(SilentProgress().track([1, 2], what="counting", total=2))
        [1, 2]
        """
        yield from steps

    def say(self, sentence: str) -> None:
        """Say nothing."""
