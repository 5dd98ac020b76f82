"""What a load tells people: a Russian report on screen, the same as JSON, and the refused rows as a workbook."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy import Engine, select

from data_loader.plurals import plural
from data_loader.problems import Problem
from data_loader.schema import load
from data_loader.sheets import SHEETS

if TYPE_CHECKING:
    from data_loader.outcome import LoadResult

SHOWN = 200
"""Problems shown on screen; all of them are in the JSON report."""
_KINDS = {"load": "загрузка", "demo": "демонстрация", "undo": "отмена", "recount": "пересчёт"}


def _console(*, stderr: bool = False) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    return Console(file=stream, highlight=False, soft_wrap=not stream.isatty())


def say(text: str) -> None:
    _console().print(escape(text))


def say_error(text: str) -> None:
    _console(stderr=True).print(f"[bold]{escape(text)}[/bold]")


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    console = _console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, Any] = {}

        def advance(what: str, done: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.update(tasks[what], completed=done)

        yield advance


def show(result: LoadResult) -> None:
    """The report of one load: what was taken and refused, then every problem with its cell and its cure."""
    console = _console()
    console.print(f"[bold]{escape(headline(result))}[/bold]")
    for key in dict.fromkeys((*result.taken, *result.refused)):
        refused = result.refused.get(key, 0)
        told = f", отклонено {refused}" if refused else ""
        console.print(f"  {SHEETS[key].russian}: {plural(result.taken.get(key, 0), 'строка', 'строки', 'строк')}{told}")
    groups = (("error", "Не загрузилось"), ("repaired", "Исправлено"), ("ignored", "Пропущено"), ("note", "Замечания"))
    for level, title in groups:
        _show_problems(console, title, [p for p in result.problems if p.level == level])


def headline(result: LoadResult) -> str:
    """The outcome in one sentence."""
    taken, refused = sum(result.taken.values()), sum(result.refused.values())
    if result.strict_refusal:
        return "Ничего не загружено: есть ошибки, а выбрана строгая загрузка (--strict)."
    if not taken:
        return "Ничего не загружено: ни одной годной строки."
    rows = plural(taken, "строка годится", "строки годятся", "строк годятся")
    if result.checked_only:
        return f"Проверено, ничего не записано: {rows}, не годится {refused}."
    if result.load is None:
        return f"Ничего нового: {plural(taken, 'строка', 'строки', 'строк')} уже в базе. База не изменилась."
    told = [f"Загрузка № {result.load}: принято строк {taken}"]
    told.append(f"новых {result.new}, изменённых {result.changed}, без изменений {result.same}")
    if refused:
        told.append(f"отклонено {refused}")
    if result.replaced is not None:
        told.append(f"заменена загрузка № {result.replaced}")
    if result.removed_demonstration:
        told.append("демонстрационные данные удалены")
    return "; ".join(told) + "."


def _show_problems(console: Console, title: str, problems: Sequence[Problem]) -> None:
    if not problems:
        return
    console.print(f"\n[bold]{title}: {len(problems)}[/bold]")
    if not console.is_terminal:
        for problem in problems[:SHOWN]:
            console.print(escape(line(problem)))
    else:
        table = Table("Где", "Что написано", "Что не так", "Что сделать", box=None, pad_edge=False)
        for problem in problems[:SHOWN]:
            value = "" if problem.value is None else str(problem.value)
            table.add_row(*(escape(part) for part in (problem.where, value[:60], problem.rule, problem.remedy)))
        console.print(table)
    if len(problems) > SHOWN:
        console.print(f"… и ещё {len(problems) - SHOWN}; все — в отчёте --report FILE.json")


def line(problem: Problem) -> str:
    """«Этапы!C491 · 31.02.2026 · Такой даты не бывает · Исправьте день»."""
    value = "" if problem.value in (None, "") else str(problem.value)[:60]
    return "  " + " · ".join(part for part in (problem.where, value, problem.rule, problem.remedy) if part)


def as_json(result: LoadResult) -> dict[str, Any]:
    """The machine's report: load, rows taken and refused per sheet, problems."""
    fields = ("level", "file", "sheet", "cell", "row", "column", "value", "rule", "remedy")
    return {
        "load": result.load,
        "taken": dict(result.taken),
        "refused": dict(result.refused),
        "problems": [{name: asdict(problem)[name] for name in fields} for problem in result.problems],
    }


def show_loads(engine: Engine) -> None:
    """The log of loads, newest first."""
    console = _console()
    with engine.connect() as connection:
        rows = connection.execute(select(load).order_by(load.c.load_id.desc())).all()
    if not rows:
        console.print("Загрузок ещё не было.")
    for row in rows:
        files = ", ".join(file["file"] for file in row.files)
        undone = f"; отменена загрузкой № {row.undone_by}" if row.undone_by else ""
        counts = f"; принято {sum(row.taken.values())}, отклонено {sum(row.refused.values())}" if row.taken else ""
        console.print(escape(f"№ {row.load_id} · {row.day:%d.%m.%Y} · {_KINDS[row.kind]} · {files or '—'}{counts}{undone}"))
