"""The docstring is the documentation: first line the title, body the reason, then the remedy."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass

from scanner.errors import DeclarationError

HEADING = re.compile(r"^## Remediation\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Documentation:
    """Three texts in English; each is a gettext key."""

    title: str
    reason: str
    remedy: str


def documentation(function: Callable[..., object]) -> Documentation:
    """Read a check's docstring; paragraphs are unwrapped to one line each.

    Raises `DeclarationError` without title, reason or `## Remediation`.
    """
    head, *rest = HEADING.split(inspect.getdoc(function) or "")
    title, _, reason = head.partition("\n")
    texts = Documentation(title.strip().rstrip("."), unwrap(reason), unwrap(rest[0]) if rest else "")
    if not (texts.title and texts.reason and texts.remedy):
        raise DeclarationError.about(function, "the docstring needs a title, a reason and '## Remediation'")
    return texts


def unwrap(text: str) -> str:
    """Join the lines of each paragraph; paragraphs stay apart by an empty line."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
