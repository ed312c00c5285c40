"""The click group: loads a command's module when it is called, turns refusals into exit codes."""

from __future__ import annotations

import gc
import importlib
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from pcf.cli.main import COMMANDS
from pcf.errors import PcfError

BUG_EXIT_CODE = 70


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Command names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command called ``cmd_name``."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command table without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Exit codes: 0 done, 1 your file or study, 2 usage, 3 our data, 4 background, "
    "5 cannot write, 70 a bug.",
)
@click.version_option(package_name="pcf", prog_name="pcf")
def cli() -> None:
    """The carbon footprint of a server, from its bill of materials.

    pcf assess bom.xlsx reads the BOM, maps each line, and writes result, workbook and sheet.
    """


def asked_language(arguments: Sequence[str]) -> str | None:
    """Return what a command line gives as ``--lang``, the last where it stands twice.

    A refusal reaches the outermost frame, where the options of the command are gone.
    """
    asked = None
    for word, following in zip(arguments, (*arguments[1:], ""), strict=True):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; every refusal becomes its message and exit code.

    A traceback is printed only for what is our bug (exit code 70).
    """
    # one assessment makes a hundred thousand frozen rows and no cycles worth collecting
    gc.disable()
    try:
        cli.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="pcf",
            standalone_mode=False,
        )
    except PcfError as error:
        from pcf.config import language

        asked = asked_language(sys.argv[1:] if arguments is None else arguments)
        click.echo(error.text(language(asked)), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; nothing was left half-written.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception:  # the outermost frame: whatever gets here is a bug of ours
        traceback.print_exc()
        click.echo("This is a bug in pcf. Please report it with the lines above.", err=True)
        sys.exit(BUG_EXIT_CODE)
    sys.exit(0)
