"""Settings with their origin: the only reader of environment variables and user files."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from pcf.errors import Problem, StudyError
from pcf.model.provenance import CellRef
from pcf.model.study import Setting

PREFIX = "PCF_"
#: Environment variables that are not study settings.
NOT_STUDY = frozenset({"LANG", "CACHE_DIR", "CONFIG", "FORMAT", "OUT"})
STUDY_FILE = "study.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Study settings by where they were given, strongest first (interface.md).

    The Study sheet of the BOM stands between ``above_sheet`` and ``below_sheet``.
    """

    above_sheet: Mapping[str, Setting] = field(default_factory=dict)
    beside_sheet: Mapping[str, Setting] = field(default_factory=dict)
    below_sheet: Mapping[str, Setting] = field(default_factory=dict)


def study_layers(
    options: Mapping[str, float | str | None], *, bom: Path | None, study_file: Path | None
) -> Layers:
    """Collect study settings given outside the BOM.

    ``options`` of the command line beat ``PCF_*`` variables; ``--study FILE`` or a
    ``study.yaml`` beside the BOM beats the user file.

    Raises
    ------
    StudyError
        A study file that is not a mapping of names to values (STU020).
    """
    above = {
        name: Setting(value=value, origin="environment", source=f"{PREFIX}{name.upper()}")
        for name, value in environment_settings().items()
    }
    above.update(
        {
            name: Setting(value=value, origin="option", source=f"--{name.replace('_', '-')}")
            for name, value in options.items()
            if value is not None
        }
    )
    beside: dict[str, Setting] = {}
    chosen = study_file
    if chosen is None and bom is not None and (bom.parent / STUDY_FILE).is_file():
        chosen = bom.parent / STUDY_FILE
    if chosen is not None:
        beside = file_settings(chosen, "study_file")
    user = user_file()
    below = file_settings(user, "user_file") if user.is_file() else {}
    return Layers(above_sheet=above, beside_sheet=beside, below_sheet=below)


def environment_settings() -> dict[str, str]:
    """Study settings among the ``PCF_*`` variables, by setting name."""
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in sorted(os.environ.items())
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in NOT_STUDY
    }


def file_settings(path: Path, origin: str) -> dict[str, Setting]:
    """Read a flat YAML file of settings, each with its line.

    Raises
    ------
    StudyError
        Unreadable, not YAML, or nested (STU020, STU021).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StudyError(
            Problem(
                code="STU020",
                message=f"cannot be read as YAML: {_first_line(error)}",
                message_zh=f"无法按 YAML 读取:{_first_line(error)}",
                at=CellRef(file=path.name),
            )
        ) from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise StudyError(
            Problem(
                code="STU021",
                message="expected names and values, a line each (grid: CN)",
                message_zh="应为每行一个“名称: 值”(如 grid: CN)",
                at=CellRef(file=path.name),
            )
        )
    return _entries(path, root, origin)


def _entries(path: Path, root: yaml.MappingNode, origin: str) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    problems: list[Problem] = []
    for key, value in root.value:
        at = CellRef(file=path.name, cell=f"line {key.start_mark.line + 1} {key.value}")
        if not isinstance(value, yaml.ScalarNode):
            problems.append(
                Problem(
                    code="STU021",
                    message="expected one value, not a list or a block",
                    message_zh="应为单个值,而非列表或嵌套块",
                    at=at,
                )
            )
            continue
        settings[str(key.value)] = Setting(
            value=_scalar(value), origin=origin, source=str(at), at=at
        )
    if problems:
        raise StudyError(problems)
    return settings


def _scalar(node: yaml.ScalarNode) -> float | str:
    if node.tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}:
        try:
            return float(node.value.replace("_", ""))
        except ValueError:
            return str(node.value)
    return str(node.value)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def cache_folder() -> Path:
    """Folder for parsed data and unit scores: ``PCF_CACHE_DIR`` or the user's cache folder."""
    stated = os.environ.get(f"{PREFIX}CACHE_DIR")
    if stated:
        return Path(stated)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "pcf"


def user_file() -> Path:
    """The user's own settings: ``PCF_CONFIG`` or ``pcf/config.yaml`` in the config folder."""
    stated = os.environ.get(f"{PREFIX}CONFIG")
    if stated:
        return Path(stated)
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(base) if base else Path.home() / ".config") / "pcf" / "config.yaml"


def language(option: str | None = None) -> str:
    """Language of messages: the option, ``PCF_LANG``, else that of the terminal (``en``/``zh``)."""
    for candidate in (option, os.environ.get(f"{PREFIX}LANG")):
        if candidate in {"en", "zh"}:
            return candidate
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"
