"""Names of countries and provinces as codes of ``geographies.csv``."""

from __future__ import annotations

from pcf.components.normalise import key
from pcf.model.knowledge import Knowledge


class Places:
    """Finds the code of a place by code, English or Chinese name, or a reviewed alias."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._codes: dict[str, str] = {}
        rows = knowledge.tables.get("geographies", ())
        known = {row["code"] for row in rows}
        for row in rows:
            for name in (row["code"], row["name"], row["name_zh"]):
                self._codes.setdefault(key(name), row["code"])
        for row in knowledge.tables.get("country_names", ()):
            if row["code"] in known:
                self._codes.setdefault(key(row["alias"]), row["code"])
        self._codes.pop("", None)

    def code(self, name: str) -> str | None:
        """Return the code of ``name``, or None where no table knows the place."""
        return self._codes.get(key(name))
