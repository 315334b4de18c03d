"""How the templates are filled: all is escaped, what can't be seen is spelt out, texts are translated."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from reports.html.marks import ENDING, GLYPH, MARK
from reports.html.risk import span
from reports.visible import visible
from reports.words import CASE, LEVEL, OUTCOME, REASON, REMEDY, SEVERITY, STATUS
from scanner.days import in_japan as japan
from scanner.language import Translator
from scanner.words import valid_text, who_text

NAMED = re.compile(r"`([^`]+)`")
STRESSED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*「」<]+?)(?<=\S)\*(?![\w*])")
"""Not the star that stands for anything: that one stands alone, or within a word."""


def environment(translator: Translator) -> Environment:
    """The environment of one report in one language."""
    made = Environment(
        loader=PackageLoader("reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "t": translator,
        "fill": translator.fill,
        "message": translator.message,
        "who": lambda name: who_text(name, translator),
        "valid": lambda duration: valid_text(duration, translator),
        "japan": japan,
        "glyph": GLYPH,
        "span": span,
        "style": _part("page.css"),
        "script": _part("page.js"),
        "policy": policy(),
        **_words(translator),
    }
    made.filters |= {"words": _options, "prose": prose}
    return made


def policy() -> str:
    """The content security policy: the page's own style and script, by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash('page.css')}'; script-src '{_hash('page.js')}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _words(translator: Translator) -> dict[str, dict[Any, str]]:
    """The closed sets in the language of the report, by the names that templates use."""
    sets: dict[str, dict[Any, str]] = {
        "statuses": dict(STATUS),
        "levels": dict(LEVEL),
        "severities": dict(SEVERITY),
        "outcomes": dict(OUTCOME),
        "cases": dict(CASE),
        "reasons": dict(REASON),
        "remedies": dict(REMEDY),
        "marks": dict(MARK),
        "kinds": dict(ENDING),
    }
    return {name: {key: translator(text) for key, text in words.items()} for name, words in sets.items()}


def prose(text: str) -> Markup:
    """A text of ours with its *emphasis* and its `names` marked up; all else is escaped."""
    told = NAMED.sub(r"<code>\1</code>", str(escape(visible(text))))
    return Markup(STRESSED.sub(r"<em>\1</em>", told))  # noqa: S704 - escaped above


def _options(values: Iterable[Any], words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Values with what people call them, for a choice."""
    return [(one.value if isinstance(one, Enum) else one, words.get(one, one)) for one in values]


def _finalize(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _part(name: str) -> Markup:
    """One of the page's own files, as it stands."""
    return Markup(files("reports.html").joinpath(name).read_text("utf-8"))  # noqa: S704 - ours


def _hash(name: str) -> str:
    digest = hashlib.sha256(_part(name).encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
