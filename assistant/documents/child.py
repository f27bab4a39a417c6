"""Other programs in a child: bounded time, a private folder, no network where the system allows it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.errors import LimitError

_KEPT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
_PROBE_SECONDS = 5.0
_GRACE_SECONDS = 5.0


def run(
    command: Sequence[str],
    *,
    seconds: float,
    folder: Path,
    data: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> tuple[int, Path]:
    """Run a program in `folder`; return its exit code and the file with its output. Raises LimitError when slow."""
    output = folder / "output"
    own_group = os.name == "posix"
    with output.open("wb") as sink:
        process = subprocess.Popen(
            [*_without_network(), *command],
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder, environment or {}),
            start_new_session=own_group,
        )
        try:
            process.communicate(data, timeout=max(0.1, seconds))
        except subprocess.TimeoutExpired as error:
            raise LimitError("document.too_slow", seconds=round(seconds)) from error
        finally:
            _end(process, own_group=own_group)
    return process.returncode, output


def find(*names: str, folders: Sequence[str] = ()) -> str | None:
    """Return the path of the first program that is installed, on the search path or in the folders given."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    for folder in folders:
        for name in names:
            found = shutil.which(name, path=folder)
            if found:
                return found
    return None


def _environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    own = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA"), str(folder))
    return {**kept, **own, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", **more}


def _without_network() -> list[str]:
    """Return the words that take the network from a Linux child, none where that is not allowed."""
    tool = shutil.which("unshare") if sys.platform.startswith("linux") else None
    if tool is None:
        return []
    words = [tool, "--map-root-user", "--net", "--"]
    try:
        probe = subprocess.run([*words, "true"], capture_output=True, timeout=_PROBE_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return []
    return words if probe.returncode == 0 else []


def _end(process: subprocess.Popen[bytes], *, own_group: bool) -> None:
    """End the child and whatever it started."""
    if own_group:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE_SECONDS)
