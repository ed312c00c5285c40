"""Every exchange of `processes/` says where it is from and how good it is: no silent default."""

from __future__ import annotations

from pathlib import Path

import yaml

PROCESSES = Path(__file__).parents[2] / "lci_data" / "processes"


def exchanges() -> list[tuple[str, dict]]:
    found = []
    for path in sorted(PROCESSES.rglob("*.yaml")):
        for entry in yaml.load(path.read_bytes(), yaml.CSafeLoader):
            for part in ("inputs", "emissions"):
                for exchange in entry.get(part, []):
                    target = exchange.get("product") or exchange["flow"]
                    found.append((f"{path.name}:{entry['product']} › {target}", exchange))
    return found


def test_every_exchange_states_source_and_pedigree() -> None:
    stated = exchanges()
    assert len(stated) > 1000
    silent = [where for where, exchange in stated if not {"source", "pedigree"} <= set(exchange)]
    assert silent == []
