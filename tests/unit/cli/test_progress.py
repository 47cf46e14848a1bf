"""The bar on a terminal and the lines in a log."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from csps.cli.progress import RichProgress


def console(*, terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=100, color_system=None)


@pytest.mark.parametrize("terminal", [True, False])
def test_every_step_is_yielded_in_order(terminal):
    progress = RichProgress(console(terminal=terminal))
    assert list(progress.track(iter("abc"), what="spelling", total=3)) == ["a", "b", "c"]


def test_a_log_gets_one_line_per_tenth():
    log = console(terminal=False)
    list(RichProgress(log).track(range(364), what="living 364 weeks", total=364))
    lines = log.file.getvalue().splitlines()
    assert lines == [f"living 364 weeks: {tenth} %" for tenth in range(10, 101, 10)]


def test_fewer_steps_than_tenths_get_a_line_each():
    log = console(terminal=False)
    list(RichProgress(log).track(range(3), what="walking", total=3))
    assert log.file.getvalue().splitlines() == ["walking: 30 %", "walking: 60 %", "walking: 100 %"]


def test_no_work_is_no_line():
    log = console(terminal=False)
    assert list(RichProgress(log).track([], what="resting", total=0)) == []
    assert log.file.getvalue() == ""


def test_a_terminal_gets_a_bar_with_the_time_left():
    screen = console(terminal=True)
    list(RichProgress(screen).track(range(5), what="living", total=5))
    assert "living" in screen.file.getvalue()
    assert "100%" in screen.file.getvalue()
    assert "left" in screen.file.getvalue()


def test_work_inside_work_is_shown_below_it():
    screen = console(terminal=True)
    progress = RichProgress(screen)
    for _ in progress.track(range(2), what="outer", total=2):
        list(progress.track(range(2), what="inner", total=2))
    assert "outer" in screen.file.getvalue()
    assert "inner" in screen.file.getvalue()


def test_a_run_that_breaks_leaves_the_terminal_as_it_was():
    screen = console(terminal=True)
    progress = RichProgress(screen)

    def divide():
        with progress:
            return [1 // step for step in progress.track(range(3), what="dividing", total=3)]

    with pytest.raises(ZeroDivisionError) as error:
        divide()
    assert error.tb is not None  # the broken run is still alive in its traceback, and the bar is gone all the same
    assert screen.file.getvalue().endswith("\x1b[?25h")  # the cursor is shown again
    assert list(progress.track(range(2), what="again", total=2)) == [0, 1]


def test_a_sentence_is_written_as_it_is():
    log = console(terminal=False)
    RichProgress(log).say("[bold] is a word here, and 42 a number")
    assert log.file.getvalue() == "[bold] is a word here, and 42 a number\n"
