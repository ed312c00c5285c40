"""Words people write into BOM cells instead of numbers and names, in English and Chinese."""

from __future__ import annotations

import re

from pcf.bom.wording import folded, squashed


def _squashed_set(words: str) -> frozenset[str]:
    return frozenset(squashed(word) for word in words.split("|"))


NOTHING = _squashed_set("-|--|---|—|——|–|/|\\|n/a|na|n.a.|none|null|nil|tbd|无|未知|待定|不适用|空")
YES = _squashed_set("y|yes|true|1|x|√|✓|✔|●|是|有|对|真")
NO = _squashed_set("n|no|false|0|×|✗|否|无|不|假|-|—|–|/|n/a|none")
PLACED = NO | _squashed_set(
    "placed|fitted|populate|populated|mounted|place|fit|贴|贴装|贴片|上件|装"
)
MAIN = NO | _squashed_set("main|primary|preferred|master|主|主料|主选|首选|主物料|主件|一供")
NOT_PLACED = _squashed_set(
    "dnp|dni|dnf|dns|nc|nm|np|nopop|no pop|not fitted|not placed|not populated|not mounted|"
    "not installed|do not place|do not populate|do not install|do not fit|do not stuff|no stuff|"
    "no load|nostuff|ni|nu|not used|unplaced|open|n.c.|n/c|预留|预留不贴|不用|不使用|"
    "不贴|不贴片|不贴装|不安装|空贴|不焊|不焊接|不装|不上件|未贴|未装"
)
ALTERNATE = YES | _squashed_set(
    "alt|alternate|alternative|substitute|second source|2nd source|replacement|"
    "sub|backup|secondary|替|备|副料|替料|代|替代|替代料|替代件|代用|代用料|备选|备用|备选料|二供|次选"
)
_NOT_PLACED_INSIDE = re.compile(
    r"\bdnp\b|\bdo[ -]?not[ -](?:place|populate|install|fit|stuff)\b"
    r"|\bnot[ -](?:fitted|populated)\b"
    r"|\b(?:not installed|not mounted|no[ -]?pop|no[ -]?stuff|unpopulated)\b"
    r"|不贴片|不贴装|空贴|不上件|不焊接|^(?:nc|dni|dnf)$|^[0-9][\w.%]*[/(,](?:nc|dni|dnf)\)?$"
)
_SUBTOTAL = re.compile(
    r"(?:grand|sub|net|overall)?[ -]?totals?(?:\s*[:(\[].*|\s*[0-9].*"
    r"|\s+(?:weight|mass|quantity|qty|cost|price|amount|parts?|pcs|items?|lines?|kg|g)\b.*)?"
    r"|sum(?:\s*[:(].*)?"
    r"|(?:合\s*计|小\s*计|总\s*计|总\s*和|累\s*计|汇\s*总|共\s*计)"
    r"(?:\s*[:(\[].*|\s*[0-9].*|(?:重量|质量|数量|金额|成本).*)?"
)
_FOOTER = re.compile(
    r"(?:notes?|remarks?|prepared|checked|approved|reviewed|drawn|author|issued|legend)"
    r"(?: by)?\s*(?:[0-9]*\s*[:.].*)?"
    r"|rev(?:ision)?|page\s*[0-9]+.*|printed .*|end of (?:bom|list|file).*|revision history.*"
    r"|(?:备注|注|说明|编制|拟制|设计|审核|批准|核准|校对|会签|制表|制单|日期|打印日期"
    r"|版本记录|变更记录|修订记录)\s*[0-9]*\s*(?::.*)?"
    r"|第\s*[0-9]+\s*页.*"
)

_SCRIPTS = re.compile(r"[⺀-鿿]+|[a-z][a-z ]*[a-z]")  # the parts of a bilingual name

SHEET_NAMES = {
    "bom": _squashed_set(
        "bom|bill of materials|bill of material|parts list|part list|mbom|ebom|bom list|"
        "components|parts|material list|物料清单|物料表|零件清单|零件明细|部件清单|材料清单|"
        "明细表|bom清单|bom表|产品结构|产品bom|元件清单"
    ),
    "study": _squashed_set(
        "study|settings|goal and scope|scope|study settings|general|研究|评估设置|研究设置|设置|"
        "评估|基本信息|产品信息|目的与范围|研究范围"
    ),
    "packaging": _squashed_set(
        "packaging|packing|package|packaging bom|packing list|包装|包装材料|包装清单|包装物料|包材"
    ),
    "transport": _squashed_set(
        "transport|transportation|logistics|distribution|shipping|transport legs|运输|物流|"
        "运输路线|分销运输|运输方式|配送"
    ),
    "use": _squashed_set(
        "use|use phase|use stage|usage|operation|energy use|使用|使用阶段|运行|使用过程|能耗"
    ),
    "end_of_life": _squashed_set(
        "endoflife|end of life|eol|end-of-life|disposal|recycling|报废|生命末期|寿命终止|"
        "报废处理|回收|废弃|回收处理|废弃处置|生命终结"
    ),
}
SETTING_HEADERS = _squashed_set(
    "setting|settings|item|parameter|name|key|field|value|property|项目|名称|参数|设置|设置项|"
    "字段|属性|内容"
)


def says_not_placed(description: str) -> bool:
    """Whether free text says that the part is not placed."""
    return _NOT_PLACED_INSIDE.search(folded(description)) is not None


def is_subtotal(text: str) -> bool:
    """Whether the first text of a row makes it a subtotal (``合计``, ``Total (kg)``)."""
    return _SUBTOTAL.fullmatch(folded(text)) is not None


def is_footer(text: str) -> bool:
    """Whether the first text of a row makes it a note or a signature."""
    return _FOOTER.fullmatch(folded(text)) is not None


def sheet_role(name: str) -> str:
    """Return what a sheet's name says it holds (``bom``, ``study`` …), empty if nothing."""
    keys = {squashed(name), *map(squashed, _SCRIPTS.findall(folded(name)))}
    roles = [role for role, names in SHEET_NAMES.items() if keys & names]
    if roles:
        return roles[-1]  # 包装BOM is packaging
    return "bom" if "bom" in squashed(name) else ""
