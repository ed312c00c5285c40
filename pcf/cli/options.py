"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

#: Draws of the whole background are held in memory at once; more would not fit everywhere.
MAX_SAMPLES = 10_000

#: Option of the command line -> setting of the study.
STUDY_OPTIONS = {
    "lifetime": "lifetime_years",
    "grid": "grid",
    "pue": "pue",
    "profile": "profile",
    "market": "market",
    "method": "method",
    "eol": "eol_allocation",
}


def study_options(command: Command) -> Command:
    """Add the options that set the study (interface.md)."""
    for option in reversed(
        (
            click.option(
                "--study",
                "study_file",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="Study settings (YAML). Default: study.yaml beside the BOM, if there is one.",
            ),
            click.option("--lifetime", type=float, metavar="YEARS", help="Years of use."),
            click.option("--grid", metavar="PLACE", help="Grid of use: CN, CN-GD, DE, US …"),
            click.option("--pue", type=float, help="Power usage effectiveness of the site."),
            click.option("--profile", metavar="NAME", help="Load profile: general, web, hpc …"),
            click.option("--market", metavar="NAME", help="Market: CN, EU, US, MEA, SEA, LATAM."),
            click.option("--method", metavar="NAME", help="gwp100 (default) or gwp20."),
            click.option(
                "--eol", metavar="NAME", help="End-of-life allocation: cutoff, avoided_burden."
            ),
        )
    ):
        command = option(command)
    return command


def sampling_options(command: Command) -> Command:
    """Add ``--samples`` and ``--seed`` of the Monte Carlo sampling (interface.md)."""
    for option in reversed(
        (
            click.option(
                "--samples",
                type=click.IntRange(0, MAX_SAMPLES),
                default=0,
                show_default=True,
                envvar="PCF_SAMPLES",
                show_envvar=True,
                help="Monte Carlo draws for P5 to P95; 1000 is usual, 0 samples nothing.",
            ),
            click.option(
                "--seed",
                type=int,
                default=1,
                show_default=True,
                envvar="PCF_SEED",
                show_envvar=True,
                help="Seed of the draws: the same seed gives the same figures.",
            ),
        )
    ):
        command = option(command)
    return command


def lang_option(command: Command) -> Command:
    """Add ``--lang`` for commands that speak one language at a time."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        envvar="PCF_LANG",
        show_envvar=True,
        help="Language. Default: that of the terminal.",
    )(command)


def encoding_option(command: Command) -> Command:
    """Add ``--encoding`` for delimited text."""
    return click.option(
        "--encoding", metavar="NAME", help="Encoding of a csv file, where it is not recognised."
    )(command)


def study_values(given: dict[str, float | str | None]) -> dict[str, float | str | None]:
    """Rename options to the settings they set."""
    return {STUDY_OPTIONS[name]: value for name, value in given.items() if name in STUDY_OPTIONS}
