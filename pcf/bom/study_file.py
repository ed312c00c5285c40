"""A study file: a setting a line and the transport legs; every fault keeps its line."""

from __future__ import annotations

from pathlib import Path

import yaml

from pcf.bom.marked_yaml import is_null, scalar
from pcf.bom.study_legs import legs_setting
from pcf.model.provenance import CellRef
from pcf.model.study import LEGS, Fault, Setting

#: Name under which a fault of the file as a whole is kept; no setting has it.
WHOLE_FILE = "<file>"


def read_study_file(path: Path, origin: str) -> dict[str, Setting]:
    """Read settings and legs, each with its line; nothing is refused here.

    Faults (STU020 unreadable, STU021 wrong shape, STU022 key twice, STU023 nothing stated,
    STU024 a leg that cannot be read) stay with the setting. ``origin`` is ``study_file`` or
    ``user_file``; only the latter may be empty, either may hold nothing but comments.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        return _whole(path, origin, "STU020", f"cannot be opened: {error.strerror}", "无法打开")
    except UnicodeDecodeError:
        return _whole(
            path, origin, "STU020",
            "is not UTF-8 text (save it as UTF-8)", "不是 UTF-8 文本（请另存为 UTF-8）",
        )  # fmt: skip
    except RecursionError:
        return _whole(
            path, origin, "STU020",
            "cannot be read as YAML: nested too deep", "无法按 YAML 读取：嵌套过深",
        )  # fmt: skip
    except yaml.YAMLError as error:
        return _whole(
            path, origin, "STU020",
            f"cannot be read as YAML: {_reason(error)} (write name: value, a line each)",
            f"无法按 YAML 读取：{_reason(error)}（每行写一个“名称: 值”）",
            cell=_line(error),
        )  # fmt: skip
    if root is None and (text.strip() or origin == "user_file"):
        return {}  # nothing but comments: a template not yet filled in
    if root is None or is_null(root):
        return _whole(
            path, origin, "STU023",
            "states nothing (give a setting, such as grid: CN, or leave the file out)",
            "为空（请给出设定，如 grid: CN，或不使用该文件）",
        )  # fmt: skip
    if not isinstance(root, yaml.MappingNode):
        return _whole(
            path, origin, "STU021",
            "expected names and values, a line each (grid: CN)",
            "应为每行一个“名称: 值”（如 grid: CN）",
        )  # fmt: skip
    return _settings(path.name, root, origin)


def _settings(file: str, root: yaml.MappingNode, origin: str) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    first_line: dict[str, int] = {}
    for key, value in root.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        line = key.start_mark.line + 1
        at = CellRef(file=file, cell=f"line {line} {name}")
        setting = _setting(name, value, origin, at)
        if name in settings:
            twice = Fault(
                code="STU022",
                message=f"{name} stands twice, first in line {first_line[name]} (keep one)",
                message_zh=f"{name} 重复，首次在第 {first_line[name]} 行（请只保留一个）",
                at=at,
            )
            faults = (*settings[name].faults, *setting.faults, twice)
            setting = Setting(value="", origin=origin, source=str(at), at=at, faults=faults)
        first_line.setdefault(name, line)
        settings[name] = setting
    return settings


def _setting(name: str, value: yaml.Node, origin: str, at: CellRef) -> Setting:
    if name == LEGS:
        return legs_setting(value, origin, at)
    if isinstance(value, yaml.ScalarNode) and not is_null(value) and value.value.strip():
        return Setting(value=scalar(value), origin=origin, source=str(at), at=at)
    if isinstance(value, yaml.ScalarNode):
        fault = Fault(
            code="STU023",
            message=f"{name} has no value (give one, or leave the line out)",
            message_zh=f"{name} 没有值（请填写，或删去该行）",
            at=at,
        )
    else:
        fault = Fault(
            code="STU021",
            message="expected one value, not a list or a block",
            message_zh="应为单个值，而非列表或嵌套块",
            at=at,
        )
    return Setting(value="", origin=origin, source=str(at), at=at, faults=(fault,))


def _whole(
    path: Path, origin: str, code: str, message: str, message_zh: str, *, cell: str = ""
) -> dict[str, Setting]:
    at = CellRef(file=path.name, cell=cell)
    fault = Fault(code=code, message=message, message_zh=message_zh, at=at)
    return {WHOLE_FILE: Setting(value="", origin=origin, source=str(at), at=at, faults=(fault,))}


def _reason(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or str(error).splitlines()[0]


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark is not None else ""
