"""What identifies a result: digests of everything it was computed from."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version

from pcf.model.bom import BillOfMaterials
from pcf.model.component import Component
from pcf.model.study import ResolvedStudy
from pcf.results.assessment import Manifest


def manifest(
    *,
    bom: BillOfMaterials,
    study: ResolvedStudy,
    components: Sequence[Component],
    background: str,
    background_digest: str,
    method_digest: str,
    knowledge_digest: str,
    created: dt.datetime | None,
) -> Manifest:
    """Return the manifest; ``id`` is the hash of all entries but ``created``.

    ``created`` is the time stamp of the result (UTC), now where ``None``.
    """
    entries = {
        "pcf_version": version("pcf"),
        "background": background,
        "background_digest": background_digest,
        "method_digest": method_digest,
        "bom_sha256": bom.sha256,
        "mapping_sha256": _hash([knowledge_digest, *(_mapping(entry) for entry in components)]),
        "study_sha256": _hash(
            [f"{name}={setting.value}" for name, setting in study.settings.items()]
            + [f"{leg.mode} {leg.distance_km} {leg.share}" for leg in study.legs]
        ),
    }
    moment = created or dt.datetime.now(dt.UTC)
    return Manifest(
        id=_hash([json.dumps(entries, sort_keys=True)])[:16],
        created=moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **entries,
    )


def _mapping(component: Component) -> str:
    parameters = [f"{name}={known.value}" for name, known in sorted(component.parameters.items())]
    choices = [f"{name}={known.value}" for name, known in sorted(component.choices.items())]
    return "\t".join([component.line.item, component.component_class, *parameters, *choices])


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
