"""Names under which a study states how parts are used again, for all classes or for one."""

from __future__ import annotations

#: Classes taken out whole, tested and used again (``end_of_life/reuse.csv`` has their figures).
REUSABLE_CLASSES: tuple[str, ...] = (
    "processor", "memory_module", "solid_state_drive", "hard_disk_drive", "power_supply",
    "accelerator", "network_card",
)  # fmt: skip

#: What a study may state of reuse, each between 0 and 1.
REUSE_SHARES: tuple[str, ...] = ("reuse_share", "tested_share", "remaining_life_share")

#: Every setting of reuse: for all reusable classes, then class by class.
REUSE_SETTINGS: tuple[str, ...] = (
    *REUSE_SHARES,
    *(f"{name}_{share}" for name in REUSABLE_CLASSES for share in REUSE_SHARES),
)
