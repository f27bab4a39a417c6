"""The measures: each returns rows of a table, ratios of two times taken in one run on one machine."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import underthesea

import assistant
from assistant import Analyser
from assistant.errors import KiemdiemError

from .material import exemplars, hostile, pages

_ROUNDS = 3
_COLD_ROUNDS = 5
_COMMAND = (sys.executable, "-m", "assistant.cli")
_BARE = "import click\nclick.Command('bare', help='A bare program.').main(['--help'], prog_name='bare')"
_IMPORTS = "import spacy, sklearn, underthesea"
_MEMORY = """import assistant, psutil, sys
assistant.load().analyse(sys.argv[1])
told = psutil.Process().memory_info()
try:
    from resource import RUSAGE_SELF, getrusage
    print(getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
except ImportError:
    print(told.peak_wset)
"""
_ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, in which unit, and the most (or least) it should be."""

    name: str
    value: float
    unit: str
    goal: float
    least: bool = False

    @property
    def good(self) -> bool:
        """Whether the goal is reached."""
        return self.value >= self.goal if self.least else self.value <= self.goal


def _best(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Return the shortest time of some rounds, in seconds of this process."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def _alternately(first: tuple[str, ...], second: tuple[str, ...], rounds: int) -> tuple[float, float]:
    """Return the median times of two programs run in turn, so that both meet the same load."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for command, taken in zip((first, second), times, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
            if number:
                taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def analysis_speed() -> Iterator[Row]:
    """A whole analysis without a prior against one pass of underthesea over the lines of the same texts."""
    analyser = assistant.load()
    texts = exemplars()
    sources = [text.encode() for text in texts]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    _analyse_all(analyser, sources[:1])
    underthesea.pos_tag(lines[0])
    whole = _best(lambda: _analyse_all(analyser, sources))
    tagged = _best(lambda: [underthesea.pos_tag(line) for line in lines])
    words = _best(lambda: [underthesea.word_tokenize(line) for line in lines])
    yield Row("analysis ÷ underthesea.pos_tag", whole / tagged, "×", 1.0)
    yield Row("analysis ÷ underthesea.word_tokenize (later goal)", whole / words, "×", 1.0)
    short, long = pages(10).encode(), pages(80).encode()
    ratio = _best(lambda: analyser.analyse(long), 1) / _best(lambda: analyser.analyse(short))
    yield Row("80 pages ÷ 8 × 10 pages", ratio / 8, "×", 1.5)


def _analyse_all(analyser: Analyser, sources: list[bytes]) -> None:
    for source in sources:
        analyser.analyse(source)


def hostile_texts() -> Iterator[Row]:
    """Seconds until one megabyte of each hostile text is answered, by a report or by a refusal."""
    analyser = assistant.load()
    for name, text in hostile().items():
        start = time.perf_counter()
        try:
            analyser.analyse(text.encode())
            answer = "report"
        except KiemdiemError as error:
            answer = error.code
        yield Row(f"1 MB of {name} ({answer})", time.perf_counter() - start, "s", 10.0)


def start_up() -> Iterator[Row]:
    """Cold processes: help, and the analysis of a file of 20 pages with its memory."""
    helped, bare = _alternately((*_COMMAND, "--help"), (sys.executable, "-c", _BARE), _COLD_ROUNDS)
    yield Row("kiemdiem --help ÷ bare click program", helped / bare, "×", 2.0)
    with tempfile.TemporaryDirectory(prefix="kiemdiem-") as folder:
        file = Path(folder) / "minutes.txt"
        file.write_text(pages(20), encoding="utf-8")
        command = (*_COMMAND, "analyse", str(file), "-o", str(Path(folder) / "report.json"))
        cold, imports = _alternately(command, (sys.executable, "-c", _IMPORTS), _COLD_ROUNDS)
        yield Row("cold analyse, 20 pages ÷ import spacy, sklearn, underthesea", cold / imports, "×", 1.5)
        told = subprocess.run(
            (sys.executable, "-c", _MEMORY, str(file)), check=True, capture_output=True, text=True, env=_ENVIRONMENT
        )
        yield Row("most memory while analysing 20 pages", int(told.stdout) / 1e6, "MB", 400.0)


def many_files() -> Iterator[Row]:
    """A folder on all cores against one, workers started and loaded."""
    cores = min(os.cpu_count() or 1, 4)
    if cores < 2:
        return
    analyser = assistant.load()
    with tempfile.TemporaryDirectory(prefix="kiemdiem-") as folder:
        files: list[Path] = []
        for number, text in enumerate(exemplars() * 24):
            files.append(Path(folder) / f"{number}.txt")
            files[-1].write_text(text, encoding="utf-8")
        list(analyser.pipe(files[: 16 * cores], jobs=cores))
        times: list[float] = []
        for jobs in (1, cores):
            start = time.perf_counter()
            list(analyser.pipe(files, jobs=jobs))
            times.append(time.perf_counter() - start)
    yield Row(
        f"{len(files)} files on {cores} cores: speed ÷ ({cores} × one core)",
        times[0] / times[1] / cores,
        "×",
        0.85,
        True,
    )


MEASURES: dict[str, Callable[[], Iterator[Row]]] = {
    "analysis": analysis_speed,
    "start": start_up,
    "hostile": hostile_texts,
    "batch": many_files,
}
"""The measures by the name they are asked for."""
