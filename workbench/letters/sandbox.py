"""Runs letter templates, which people write, so that none of them can do harm."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

__all__ = ["TemplateError", "TemplateSyntaxError", "UndefinedError", "render"]


class _Sandbox(SandboxedEnvironment):
    """A sandbox in which a template cannot multiply itself out of all memory."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse; letters need no arithmetic."""
        raise SecurityError(operator)


@lru_cache(maxsize=1)
def _environment() -> _Sandbox:
    # Text, not HTML: what would be escaped is shown as it is, on paper and in the mail.
    return _Sandbox(undefined=StrictUndefined, autoescape=False)


def render(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its fields filled; values are never read as template.

    Raises the errors of jinja2: UndefinedError for a field without a value, TemplateSyntaxError.
    """
    return _environment().from_string(template).render(values)
