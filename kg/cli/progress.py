"""Progress on a terminal, and nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, int], None]


@contextmanager
def progress() -> Iterator[Report]:
    """A line with a stage and how many are done in it; each call tells the stage and the whole number so far."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}"),
        Rate(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        stages = {"reading": bar.add_task("reading", total=None)}

        def report(stage: str, done: int) -> None:
            if stage not in stages:  # the line goes on under another name, its rate anew
                for task in stages.values():
                    bar.remove_task(task)
                stages.clear()
                stages[stage] = bar.add_task(stage, total=None)
            bar.update(stages[stage], completed=done)

        yield report


@contextmanager
def adding() -> Iterator[Report]:
    """The same, where each call tells how many were done since the last."""
    sums: dict[str, int] = {}
    with progress() as report:

        def add(stage: str, count: int) -> None:
            sums[stage] = sums.get(stage, 0) + count
            report(stage, sums[stage])

        yield add
