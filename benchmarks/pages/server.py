"""The program under measurement: gunicorn as the Procfile starts it, the processor time it takes, the memory it holds."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.pages.data import environment

PATIENCE = 30
"""Seconds in which a server must answer for the first time."""


@dataclass(frozen=True)
class Program:
    """A running dashboard: where it answers, and the process above its workers."""

    address: str
    master: int

    def processor(self) -> float:
        """Seconds of processor time that the workers have taken so far, in ticks of a hundredth."""
        return sum(_processor(worker) for worker in _children(self.master))

    def memory(self) -> float:
        """MiB of the whole program: what processes share counts once (PSS)."""
        return sum(_pss(process) for process in (self.master, *_children(self.master))) / 1024


@contextmanager
def serve(root: Path, database_url: str, folder: Path, workers: int) -> Iterator[Program]:
    """The dashboard of the checkout `root` over a database."""
    port = _free_port()
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": str(workers)}
    log = folder / "gunicorn.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            _start(root), cwd=root, env={**environment(root, database_url, folder), **settings}, stdout=written, stderr=written
        )
    try:
        program = Program(f"http://127.0.0.1:{port}", server.pid)
        _wait_for(program, server, workers, log)
        yield program
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _start(root: Path) -> list[str]:
    """The Procfile's line for the web, with the program of this environment."""
    lines = dict(line.split(":", 1) for line in (root / "Procfile").read_text(encoding="utf-8").splitlines() if ":" in line)
    program, *arguments = shlex.split(lines["web"])
    return [str(Path(sys.executable).parent / program), *arguments]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(program: Program, server: subprocess.Popen[bytes], workers: int, log: Path) -> None:
    """Until it answers and all of its workers are there."""
    for _ in range(PATIENCE * 10):
        if server.poll() is None:
            try:
                urlopen(f"{program.address}/version", timeout=5).close()
                if len(_children(server.pid)) >= workers:
                    return
            except (URLError, OSError):
                pass
        time.sleep(0.1)
    raise SystemExit(f"The dashboard did not start:\n{log.read_text(errors='replace')[-4000:]}")


# --- what the kernel says of a process ------------------------------------------------------------------------------------


def _children(process: int) -> list[int]:
    """Directly below it: the workers."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))) and int(fields[1]) == process:
            found.append(int(entry.name))
    return found


def _processor(process: int) -> float:
    user, system = _stat(process)[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _stat(process: int) -> list[str]:
    """What follows the name, which may hold blanks; nothing of a process that has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _pss(process: int) -> int:
    """KiB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
