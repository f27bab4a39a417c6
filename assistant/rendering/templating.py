"""Jinja environments: a sandbox, strict about names, reading the shipped templates."""

from __future__ import annotations

from typing import Any

from jinja2 import PackageLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.errors import UsageError


def environment(*, autoescape: bool, finalize: Any) -> ImmutableSandboxedEnvironment:
    """Return an environment over the shipped templates; `finalize` treats every value on its way out."""
    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("assistant.rendering"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(jinja: ImmutableSandboxedEnvironment, name: str, template: str | None, context: dict[str, Any]) -> str:
    """Fill the shipped template `name`, or `template` in its place; raises UsageError for a mistake in the latter."""
    if template is None:
        return jinja.get_template(name).render(context)
    try:
        return jinja.from_string(template).render(context)
    except TemplateSyntaxError as error:
        raise UsageError("rendering.template_fault", line=error.lineno, reason=error.message or "") from error
    except TemplateError as error:
        raise UsageError("rendering.template_fault", line="?", reason=error.message or "") from error
