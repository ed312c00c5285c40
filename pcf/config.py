"""Settings with their origin: the only reader of environment variables and user files."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pcf.bom.study_file import read_study_file
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
    ``study.yaml`` beside the BOM beats the user file. What cannot be read of a file stays with
    its setting as a fault, to be told with the rest of the study.
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
        beside = read_study_file(chosen, "study_file")
    user = user_file()
    below = read_study_file(user, "user_file") if user.is_file() else {}
    return Layers(above_sheet=above, beside_sheet=beside, below_sheet=below)


def environment_settings() -> dict[str, str]:
    """Study settings among the ``PCF_*`` variables, by setting name."""
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in sorted(os.environ.items())
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in NOT_STUDY
    }


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
