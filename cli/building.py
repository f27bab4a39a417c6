"""Commands, groups and options whose help and usage speak the user's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from assistant.messages import LANGUAGES, Catalogue

from .language import OPTION

Parameters = Sequence[click.Parameter]


class Formatter(click.HelpFormatter):
    """A help formatter with its own word for "Usage"."""

    usage = ""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix=self.usage if prefix is None else prefix)


class Context(click.Context):
    """A context whose formatter speaks the language of the catalogue in `obj`."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return the formatter of the help page."""
        formatter = Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.usage = words(self).text("cli.usage") + " "
        return formatter


class Command(click.Command):
    """A command whose help page has its headings in the user's language."""

    context_class = Context

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        write_options(self, ctx, formatter)


class Group(click.Group):
    """A group whose help page has its headings in the user's language."""

    context_class = Context

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with one line each, without loading them."""
        said = words(ctx)
        path = self.help_path(ctx)
        rows = [(name, said.text(f"cli.short.{path}{name}")) for name in self.list_commands(ctx)]
        with formatter.section(said.text("cli.commands")):
            formatter.write_dl(rows)

    def help_path(self, ctx: click.Context) -> str:
        """Return where the codes of the commands' one-line helps lie."""
        return "" if ctx.parent is None else f"{self.name}."


def words(ctx: click.Context) -> Catalogue:
    """Return the catalogue of the running program."""
    found = ctx.find_root().obj
    return found if isinstance(found, Catalogue) else Catalogue()


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options of a command under a heading in the user's language."""
    records = (
        parameter.get_help_record(ctx)
        for parameter in command.get_params(ctx)
        if not isinstance(parameter, click.Argument)
    )
    rows = [record for record in records if record is not None]
    if rows:
        with formatter.section(words(ctx).text("cli.options")):
            formatter.write_dl(rows)


def command(name: str, said: Catalogue, callback: Callable[..., Any], parameters: Parameters = ()) -> Command:
    """Return a command; `name` with its group ("rules.list") finds the help text in the catalogue."""
    return Command(
        name.rpartition(".")[2],
        callback=callback,
        params=[*parameters, *common(said)],
        help=said.text(f"cli.help.{name}"),
        options_metavar=said.text("cli.metavar.options"),
        add_help_option=False,
    )


def group(name: str, said: Catalogue, commands: Sequence[click.Command]) -> Group:
    """Return a group of commands."""
    return Group(
        name,
        commands=list(commands),
        params=list(common(said)),
        help=said.text(f"cli.help.{name}"),
        options_metavar=said.text("cli.metavar.options"),
        subcommand_metavar=said.text("cli.metavar.command"),
        add_help_option=False,
        no_args_is_help=True,
    )


def option(*names: str, said: Catalogue, text: str, **settings: Any) -> click.Option:
    """Return an option whose help text is a sentence of the catalogue."""
    return click.Option(list(names), help=said.text(f"cli.option.{text}"), **settings)


def common(said: Catalogue) -> tuple[click.Option, ...]:
    """Return the options every command has: language and help."""
    return (
        option(
            OPTION,
            said=said,
            text="lang",
            type=Choice(LANGUAGES),
            expose_value=False,
            metavar="|".join(LANGUAGES),
        ),
        option(
            "--help",
            "-h",
            said=said,
            text="help",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
        ),
    )


class Choice(click.Choice[str]):
    """A choice that refuses in the user's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value; raises BadParameter for one that is not among the choices."""
        choices = [str(choice) for choice in self.choices]
        if str(value) not in choices:
            said = words(ctx) if ctx else Catalogue()
            self.fail(said.text("cli.choice", value=value, choices=", ".join(choices)), param, ctx)
        return str(value)


def _show_help(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()
