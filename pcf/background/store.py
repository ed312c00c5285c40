"""The files of `lci_data`: where they are, what they say, and the hash of it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from pcf.errors import DataError, Problem
from pcf.model.provenance import CellRef

# libyaml is six times faster; the pure loader reads the same language
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What a parsed YAML file may hold.
Yaml = None | bool | int | float | str | list["Yaml"] | dict[str, "Yaml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFolder:
    """A folder of reviewed data read into memory once.

    ``contents`` maps a path relative to the folder (POSIX form) to the bytes of the file.
    """

    root: Path
    contents: Mapping[str, bytes]

    def names(self, prefix: str, suffix: str) -> list[str]:
        """Sorted relative paths below ``prefix`` that end in ``suffix``."""
        return sorted(
            name for name in self.contents if name.startswith(prefix) and name.endswith(suffix)
        )

    def digest(self, prefixes: Iterable[str]) -> str:
        """SHA-256 over names and bytes of all files below ``prefixes`` (hexadecimal)."""
        chosen = tuple(prefixes)
        sha = hashlib.sha256()
        for name in sorted(self.contents):
            if name.startswith(chosen):
                sha.update(name.encode())
                sha.update(hashlib.sha256(self.contents[name]).digest())
        return sha.hexdigest()

    def table(self, name: str) -> tuple[dict[str, str], ...]:
        """Rows of a CSV file as mappings of stripped text; empty when the file is absent."""
        content = self.contents.get(name)
        if content is None:
            return ()
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        return tuple(
            {key.strip(): (value or "").strip() for key, value in row.items() if key}
            for row in reader
        )

    def document(self, name: str) -> Yaml:
        """Parse one YAML file; malformed text is a :class:`DataError` with file and line."""
        try:
            parsed: Yaml = yaml.load(self.contents[name], Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f"line {mark.line + 1}" if mark else ""
            raise DataError(
                Problem(
                    code="DAT001",
                    message=f"not valid YAML: {getattr(error, 'problem', error)}",
                    message_zh=f"YAML 格式错误:{getattr(error, 'problem', error)}",
                    at=CellRef(file=name, cell=line),
                )
            ) from error
        return parsed


def shipped_folder() -> Path:
    """Return the `lci_data` folder: inside the installed package, or of the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / "lci_data"
    return installed if installed.is_dir() else package.parent / "lci_data"


def read_folder(root: Path) -> DataFolder:
    """Read every CSV and YAML file below ``root``.

    Raises
    ------
    DataError
        The folder does not exist (DAT002).
    """
    if not root.is_dir():
        raise DataError(
            Problem(
                code="DAT002",
                message=f"inventory folder {root.name!r} not found",
                message_zh=f"找不到清单数据文件夹 {root.name!r}",
            )
        )
    paths = sorted(path for path in root.rglob("*") if path.suffix in {".csv", ".yaml"})
    return DataFolder(
        root=root,
        contents={path.relative_to(root).as_posix(): path.read_bytes() for path in paths},
    )
