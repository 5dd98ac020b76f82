"""python -m data_loader: migrate, load, check, undo, loads, recount, template, demo."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from data_loader import demo, report
from data_loader.database import DatabaseError, is_migrated, migrate, open_engine
from data_loader.loading import LoadResult, Request, check_files, load_files
from data_loader.loads import LoadError, is_empty, recount, recount_if_needed, undo
from data_loader.programme import Programme, ProgrammeError, load_programme
from data_loader.refused import write_refused
from data_loader.secrets import SecretError, secret
from data_loader.settings import LoaderSettings, SettingsError, read_settings
from data_loader.template import write_template

LOADED, PARTLY, NOTHING = 0, 1, 2


@dataclass(frozen=True)
class Job:
    """One call of the command: what was asked, and what every command needs."""

    asked: argparse.Namespace
    settings: LoaderSettings
    programme: Programme
    engine: Engine

    @property
    def today(self) -> date:
        return self.settings.today or self.programme.today()

    def request(self, files: Sequence[Path], *, kind: str = "load") -> Request:
        return Request(
            files=files,
            programme=self.programme,
            pseudonym_key=secret("pseudonym_key", "PSEUDONYM_KEY", self.settings.secrets),
            today=self.today,
            strict=getattr(self.asked, "strict", False),
            replaces=getattr(self.asked, "replaces", None),
            kind=kind,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 loaded, 1 loaded with refused rows, 2 nothing loaded or an error that was told."""
    asked = _parser().parse_args(arguments)
    try:
        _check_reports(asked)
        settings = read_settings(database=asked.database, programme=asked.programme)
        programme = load_programme(settings.programme)
        job = Job(asked, settings, programme, open_engine(settings.database_url))
        return int(asked.run(job))
    except (ProgrammeError, SettingsError, SecretError, DatabaseError, LoadError) as error:
        report.say_error(str(error))
    except SQLAlchemyError as error:
        report.say_error(f"База не ответила: {getattr(error, 'orig', None) or error}. Данные остались как были.")
    except OSError as error:
        report.say_error(f"Файл или диск не отвечает: {error}. Данные остались как были.")
    except KeyboardInterrupt:
        report.say_error("Прервано. Данные остались как были.")
    return NOTHING


# --- commands -----------------------------------------------------------------------------------------------------------------


def _migrate(job: Job) -> int:
    secret("pseudonym_key", "PSEUDONYM_KEY", job.settings.secrets)  # a bad one is said now, not at the first load
    migrate(job.engine)
    repaired = recount_if_needed(job.engine, job.programme, today=job.settings.today)
    report.say("База готова." if repaired is None else f"База готова; программа изменилась, пересчёт — загрузка № {repaired}.")
    return LOADED


def _load(job: Job) -> int:
    migrate(job.engine)
    with report.progress() as progress:
        result = load_files(job.engine, job.request(job.asked.files), progress)
    return _told(job, result)


def _check(job: Job) -> int:
    _require_tables(job)
    with report.progress() as progress:
        result = check_files(job.engine, job.request(job.asked.files), progress)
    return _told(job, result)


def _told(job: Job, result: LoadResult) -> int:
    """The report on screen and in files; a file that cannot be written takes nothing back, and the exit code is the load's."""
    report.show(result)
    try:
        if job.asked.report:
            Path(job.asked.report).write_text(json.dumps(report.as_json(result), ensure_ascii=False, indent=1), encoding="utf-8")
        if job.asked.refused:
            write_refused(Path(job.asked.refused), job.asked.files, result.problems)
    except OSError as error:
        done = f"Загрузка № {result.load} записана в базу" if result.load else "В базу ничего не записано"
        report.say_error(f"{done}, но отчёт записать не удалось: {error}.")
    return result.exit_code


def _check_reports(asked: argparse.Namespace) -> None:
    """Before anything is loaded: whether the reports that were asked for can be written."""
    for option in ("report", "refused"):
        if (given := getattr(asked, option, None)) and (
            Path(given).is_dir() or not os.access(Path(given).absolute().parent, os.W_OK)
        ):
            raise SettingsError(
                f"--{option}: в «{given}» записать нельзя. Укажите файл в папке, которая есть и открыта для записи."
            )
        if given and os.path.realpath(given) in map(os.path.realpath, asked.files):
            raise SettingsError(f"--{option}: «{given}» — сам загружаемый файл. Укажите другое имя, чтобы его не стереть.")


def _undo(job: Job) -> int:
    _require_tables(job)
    by = undo(job.engine, job.programme, job.asked.load, today=job.settings.today)
    report.say(f"Загрузка № {job.asked.load} отменена; отмена записана как № {by}.")
    return LOADED


def _loads(job: Job) -> int:
    _require_tables(job)
    report.show_loads(job.engine)
    return LOADED


def _recount(job: Job) -> int:
    _require_tables(job)
    by, changed = recount(job.engine, job.programme, today=job.settings.today)
    report.say("Числа сходятся с записями." if by is None else f"Исправлено чисел: {changed}; пересчёт записан как № {by}.")
    return LOADED


def _template(job: Job) -> int:
    write_template(Path(job.asked.file), job.programme)
    report.say(f"Шаблон записан: {job.asked.file}. Заполните листы и загрузите: python -m data_loader load {job.asked.file}")
    return LOADED


def _demo(job: Job) -> int:
    _migrate(job)
    with job.engine.connect() as connection:
        empty = is_empty(connection)
    if not empty and job.asked.if_empty:
        return LOADED
    with tempfile.TemporaryDirectory() as folder:
        world = demo.generate(job.programme, job.today)
        files = demo.write_files(world, Path(folder))
        result = load_files(job.engine, job.request(files, kind="demo"))
    report.say(f"Демонстрационные данные загружены по {job.today:%d.%m.%Y}: загрузка № {result.load}.")
    return result.exit_code


def _require_tables(job: Job) -> None:
    with job.engine.connect() as connection:
        if is_migrated(connection):
            return
    migrate(job.engine)


# --- arguments ------------------------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--database", metavar="URL", help="default: DATABASE_URL, then sqlite:///var/programme.db")
    common.add_argument("--programme", metavar="PATH", help="default: PROGRAMME, then ./programme.toml")
    parser = argparse.ArgumentParser(prog="python -m data_loader", description=__doc__, parents=[])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[Job], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(run=run, report=None)
        return made

    command("migrate", _migrate, "make or update the tables")
    for name, run, text in (
        ("load", _load, "load spreadsheets: one transaction, all or nothing of what is good"),
        ("check", _check, "do everything that load does but write"),
    ):
        made = command(name, run, text)
        made.add_argument("files", nargs="+", type=Path, metavar="FILE")
        made.add_argument("--report", metavar="FILE.json", help="write what was taken and refused as JSON")
        made.add_argument("--refused", metavar="FILE.xlsx", help="write the refused rows with the problem in a note")
        made.add_argument("--strict", action="store_true", help="refuse everything on any error")
        if name == "load":
            made.add_argument("--replaces", type=int, metavar="LOAD", help="undo this load in the same transaction")
    command("undo", _undo, "take a load back").add_argument("load", type=int)
    command("loads", _loads, "list the loads")
    command("recount", _recount, "compare the counts with the registry and repair them")
    command("template", _template, "write an empty workbook to fill in").add_argument("file", metavar="FILE.xlsx")
    demo_parser = command("demo", _demo, "fill an empty database with demonstration data up to today")
    demo_parser.add_argument("--if-empty", action="store_true", help="do nothing when there are loads already")
    return parser


if __name__ == "__main__":
    sys.exit(main())
