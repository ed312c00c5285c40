"""Outputs appear whole or not at all: everything is written aside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pcf.errors import OutputError, Problem


def write_files(contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write all files, or none of them; return their paths in the order given.

    Raises
    ------
    OutputError
        OUT101 where the folder or a file cannot be written.
    """
    pending: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
            pending[path] = aside
            aside.write_bytes(content)
        for path, aside in pending.items():
            os.replace(aside, path)
    except OSError as error:
        raise OutputError(_refusal(error)) from error
    finally:
        for aside in pending.values():
            with suppress(OSError):
                aside.unlink(missing_ok=True)
    return tuple(contents)


def _refusal(error: OSError) -> Problem:
    place = error.filename2 or error.filename or "output"
    reason = error.strerror or str(error)
    return Problem(
        code="OUT101",
        message=f"cannot write {place}: {reason} (close the file, or choose another with -o)",
        message_zh=f"无法写入 {place}：{reason}（请用 -o 换一个目录，或关闭该文件）",
    )
