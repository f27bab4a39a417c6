"""The program `kiemdiem`: commands loaded only when called, and every ending told in one sentence."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from assistant.messages import Catalogue

from . import console, language
from .building import Group, common, option, words
from .endings import Ending
from .exits import Exit

NAME = "kiemdiem"
_COMMANDS = ("analyse", "corpus", "doctor", "evaluate", "rules", "train")


class Program(Group):
    """The top of the command tree; its help page loads no command."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run the program and leave with one of the codes of `Exit`."""
        console.prepare()
        arguments = list(sys.argv[1:] if args is None else args)
        extra = {**extra, "prog_name": NAME, "standalone_mode": False}
        code: int | None = None
        with Ending(Catalogue(language.chosen(arguments))) as ending:
            code = super().main(args, **extra)
        sys.exit(int(ending.code or code or Exit.DONE))

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context, with the catalogue of the wanted language in `obj`."""
        return super().make_context(info_name, args, parent, **{**extra, "obj": Catalogue(language.chosen(args))})

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the program, in the user's language."""
        # The same objects each time, as click compares them by identity.
        key = f"{__name__}.parameters"
        if key not in ctx.meta:
            said = words(ctx)
            version = option(
                "--version",
                said=said,
                text="version",
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
            )
            ctx.meta[key] = [version, *common(said)]
        found: list[click.Parameter] = ctx.meta[key]
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, the same in every context."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f".{cmd_name}", __package__)
        command: click.Command = module.create(words(ctx))
        return command

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words(ctx).text("cli.help"))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        said = words(ctx)
        return [said.text("cli.metavar.options"), said.text("cli.metavar.command")]


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"{NAME} {version(NAME)}")
        ctx.exit()


main = Program(NAME, add_help_option=False, no_args_is_help=True)
