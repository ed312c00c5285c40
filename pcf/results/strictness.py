"""`--strict`: proxies and defaults above a share are refused instead of noticed."""

from __future__ import annotations

from pcf.errors import BomError, Problem
from pcf.results.assessment import Assessment
from pcf.stages.reviewed import Tables, number


def strict_problems(result: Assessment, tables: Tables) -> None:
    """Refuse a result that rests on proxies or defaults above the shares of `defaults.csv`.

    Raises
    ------
    BomError
        ``STR101`` proxies, ``STR102`` defaults; both at once.
    """
    problems = []
    for code, share, name, words, words_zh in (
        ("STR101", result.quality.proxy_share, "strict_proxy_share", "proxies", "代理数据"),
        ("STR102", result.quality.default_share, "strict_default_share", "defaults", "默认值"),
    ):
        limit = number(tables, "defaults", name)
        if share > limit:
            problems.append(
                Problem(
                    code=code,
                    message=f"{result.bom.file}: {share:.0%} of cradle-to-gate rests on {words}, "
                    f"--strict allows {limit:.0%}",
                    message_zh=f"{result.bom.file}:从摇篮到大门的 {share:.0%} 基于{words_zh},"
                    f"--strict 允许 {limit:.0%}",
                )
            )
    if problems:
        raise BomError(problems)
