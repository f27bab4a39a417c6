"""What click refuses, told in the user's language."""

from __future__ import annotations

import click

from assistant.messages import Catalogue


def told(error: click.ClickException, said: Catalogue) -> str:
    """Return the sentence for a wrong use of the command line, with where to find help."""
    context = getattr(error, "ctx", None)
    if context and isinstance(error, click.exceptions.NoArgsIsHelpError):
        return str(context.get_help())
    path = context.command_path if context else "kiemdiem"
    return f"{_reason(error, said)}\n{said.text('cli.refused.help', command=path)}"


def _reason(error: click.ClickException, said: Catalogue) -> str:
    context = getattr(error, "ctx", None)
    code, places = "cli.refused.arguments", {}
    match error:
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            code = "cli.refused.option_near" if near else "cli.refused.option"
            places = {"option": error.option_name, "near": near}
        case click.MissingParameter():
            places = {"name": _name(error)}
            code = "cli.refused.no_option" if places["name"].startswith("-") else "cli.refused.no_argument"
        case click.BadParameter():
            code, places = "cli.refused.value", {"name": _name(error), "reason": error.message.rstrip(".")}
        case click.BadOptionUsage():
            code, places = "cli.refused.use", {"option": error.option_name}
        case click.UsageError() if context and isinstance(context.command, click.Group):
            code, places = "cli.refused.command", {"commands": ", ".join(context.command.list_commands(context))}
    return said.text(code, **places)


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param_hint, str):
        return error.param_hint
    if error.param is None:
        return ""
    if isinstance(error.param, click.Argument):
        return error.param.human_readable_name
    return max(error.param.opts, key=len)
