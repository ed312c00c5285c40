"""Registry of the models of chips, memory and drives: model name -> parameters and function."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.components import accelerator, flash, hard_disk, hbm, integrated_circuit, memory, processor
from pcf.model.component import ComponentModel

SILICON_MODELS: Mapping[str, ComponentModel] = {
    "processor": ComponentModel(parameters=processor.Processor, function=processor.processor),
    "accelerator": ComponentModel(
        parameters=accelerator.Accelerator, function=accelerator.accelerator
    ),
    "packaged_asic": ComponentModel(
        parameters=integrated_circuit.PackagedAsic, function=integrated_circuit.packaged_asic
    ),
    "integrated_circuit": ComponentModel(
        parameters=integrated_circuit.SmallIc, function=integrated_circuit.small_ic
    ),
    "memory_module": ComponentModel(parameters=memory.MemoryModule, function=memory.memory_module),
    "memory_chip": ComponentModel(parameters=memory.MemoryChip, function=memory.memory_chip),
    "flash_chip": ComponentModel(parameters=flash.FlashChip, function=flash.flash_chip),
    "hbm_stack": ComponentModel(parameters=hbm.HbmStack, function=hbm.hbm_stack),
    "solid_state_drive": ComponentModel(
        parameters=flash.SolidStateDrive, function=flash.solid_state_drive
    ),
    "hard_disk_drive": ComponentModel(parameters=hard_disk.HardDisk, function=hard_disk.hard_disk),
}
