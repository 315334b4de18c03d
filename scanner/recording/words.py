"""How a text falls apart into what may tell whose it is, and what stands between."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator

UUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
NO_LETTER_BEFORE, NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?"
PATTERNS = {
    "time": rf"(?<![\w.])\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{CLOCK})?(?![\w-])",
    "lasting": rf"{NO_LETTER_BEFORE}P(?=\d|T\d)(?:\d+[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?{NO_LETTER_AFTER}",
    "mail": r"""[^\s@<>,;:"'/()=\[\]{}|]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[\w-]+)+""",
    "jwt": r"eyJ[\w-]+\.[\w-]+\.[\w-]*",
    "uuid": rf"{NO_LETTER_BEFORE}(?:{UUID}|[0-9A-Fa-f]{{32}}){NO_LETTER_AFTER}",
    "address": r"(?<![\w.:])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w.])",
    "address6": r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:/\d{1,3})?(?![\w:])",
    "version": r"(?<![\w.])\d{1,5}(?:\.\d{1,6}){2,4}(?![\w.])",
    "phone": r"(?<!\w)\+?\d(?:[ ()-]?\d){8,14}(?!\w)",
    "word": r"[^\W_]+",
}
KINDS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items()))
"""Times, durations and versions stay; every other kind is replaced by its like."""


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text in order, each with its kind; what stands between has the kind ``""``."""
    last = 0
    for found in KINDS.finditer(text):
        if found.start() > last:
            yield "", text[last : found.start()]
        yield from _part(found.lastgroup or "", found[0])
        last = found.end()
    if last < len(text):
        yield "", text[last:]


def _part(kind: str, text: str) -> Iterator[tuple[str, str]]:
    if not kind.startswith("address"):
        yield kind, text
    elif _is_address(text):
        yield "address", text
    else:  # a time of day, a chain of bytes: word by word
        last = 0
        for found in re.finditer(PATTERNS["word"], text):
            yield "", text[last : found.start()]
            yield "word", found[0]
            last = found.end()
        yield "", text[last:]


def atoms(text: str) -> Iterator[str]:
    """The runs of letters and digits of a text."""
    return (found[0] for found in re.finditer(r"[^\W_]+", text))


def fold(text: str) -> str:
    """A text as it is compared: in any case, and in any width of Japanese letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
