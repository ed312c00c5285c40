"""What a server says of itself: Redfish JSON and the text of `dmidecode`, as a configuration."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.bom.archive import LARGEST_FILE_BYTES
from pcf.bom.dmidecode import is_dmidecode, read_dmidecode
from pcf.bom.hardware import Hardware, configuration_values, nearest_archetype
from pcf.bom.redfish import Json, is_redfish, read_redfish
from pcf.errors import BomError, Problem
from pcf.model.bom import BillOfMaterials
from pcf.model.knowledge import Knowledge
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef

_TEXTS = frozenset({".txt", ".log", ".dmidecode"})


def read_inventory(path: Path, knowledge: Knowledge) -> BillOfMaterials | None:
    """Return the product an inventory describes, ``None`` where the file is no inventory.

    Raises
    ------
    BomError
        A JSON file that cannot be read or holds no Redfish resource (BOM155), or an inventory
        in which no processor is found (BOM156).
    """
    suffix = path.suffix.casefold()
    if suffix == ".json":
        content = _content(path)
        hardware = _redfish(path.name, content)
    elif suffix in _TEXTS:
        content = _content(path)
        text = content.decode("utf-8", errors="replace")
        if not is_dmidecode(text):
            return None
        hardware = read_dmidecode(path.name, text)
    else:
        return None
    return inventory_bill(path.name, content, hardware, knowledge)


def inventory_bill(
    file: str, content: bytes, hardware: Hardware, knowledge: Knowledge
) -> BillOfMaterials:
    """Return the bill of materials of hardware, laid over the archetype that fits it best."""
    archetype = nearest_archetype(hardware, knowledge.archetypes.values())
    if archetype is None or not hardware.processors:
        raise BomError(
            Problem(
                code="BOM156",
                message="lists no processor: it is no inventory of a server "
                "(give the output of dmidecode as root, or the whole Redfish tree)",
                message_zh="未列出处理器：不是服务器资产清单"
                "（请提供 root 权限的 dmidecode 输出或完整 Redfish 数据）",
                at=CellRef(file=file),
            )
        )
    return filled_in(
        Configuration(
            name=hardware.name,
            archetype=archetype.key,
            values=configuration_values(hardware),
            file=file,
            sha256=hashlib.sha256(content).hexdigest(),
            at=hardware.at,
            notices=(_chosen(hardware, archetype.key),),
        ),
        archetype,
    )


def _chosen(hardware: Hardware, key: str) -> Notice:
    units = f"{hardware.units:g}U" if hardware.units else "height unknown"
    return Notice(
        code="BOM254",
        message=f"taken as {key}: {hardware.form}, {units}, {len(hardware.processors)} processors, "
        f"{len(hardware.accelerators)} accelerators (a table with a column archetype says it "
        "better)",
        message_zh=f"按原型 {key} 计：{hardware.form}，{units}，"
        f"处理器 {len(hardware.processors)} 个，"
        f"加速器 {len(hardware.accelerators)} 个（可用含 archetype 列的表格指定）",
        at=hardware.at,
    )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise BomError(_unreadable(path.name, "too large", "文件过大"))
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise BomError(_unreadable(path.name, reason, reason)) from error


def _redfish(file: str, content: bytes) -> Hardware:
    try:
        document: Json = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BomError(_unreadable(file, "not JSON", "不是 JSON")) from error
    if not is_redfish(document):
        raise BomError(_unreadable(file, "no Redfish resource in it", "不含 Redfish 资源"))
    return read_redfish(file, document)


def _unreadable(file: str, why: str, why_zh: str) -> Problem:
    return Problem(
        code="BOM155",
        message=f"cannot be read as an inventory: {why} (expected Redfish JSON or dmidecode text)",
        message_zh=f"无法作为资产清单读取：{why_zh}（应为 Redfish JSON 或 dmidecode 文本）",
        at=CellRef(file=file),
    )
