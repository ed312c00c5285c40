"""The place of use a declared sheet names, as a code of ``geographies.csv``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Wider places as sheets write them.
WIDER = {
    "eu": "RER", "europe": "RER", "european union": "RER", "emea": "RER",
    "ww": "GLO", "world": "GLO", "worldwide": "GLO", "global": "GLO",
}  # fmt: skip

Table = Sequence[Mapping[str, str]]


def place_code(name: str, tables: Mapping[str, Table]) -> str | None:
    """Return the code of a place by code, name or alias; None where no table knows it."""
    said = name.strip().casefold()
    if said in WIDER:
        return WIDER[said]
    for row in tables.get("geographies", ()):
        if said in {row["code"].casefold(), row["name"].casefold(), row["name_zh"].casefold()}:
            return row["code"]
    aliases = tables.get("country_names", ())
    return next((row["code"] for row in aliases if row["alias"].casefold() == said), None)
