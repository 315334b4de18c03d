"""A last look at what is about to be written: is anything left of what was replaced?

Texts are compared in any case and width, Japanese without regard to blanks, as they stand and decoded:
percent signs, escapes of JSON, Python and HTML, hexadecimal, Base64 of both alphabets over UTF-8 and UTF-16.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from scanner.recording.words import UUID, atoms, fold

FEW = 4
"""Latin words of fewer letters are not looked for: they stand in every text."""
LONG = 9
"""Numbers of fewer digits are not looked for either: those that stand for them may be the same."""
WINDOW = 6
PLAIN = re.compile(rf"x[a-z]{{11}}|{UUID}|[\d-]+|[a-z_-]+")
"""What looks like Base64 and is none: replacements, numbers, words of small letters."""
ENCODED = re.compile(r"[A-Za-z0-9+/_-]{8,}")
HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){4,}")
ESCAPES = re.compile(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|&#(\d+);")
BYTES = ("hexadecimal", "base64")
DEEP = 2
"""How often an encoding within an encoding is undone."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """An original that is still there, and where it begins in the text as it was decoded."""

    original: str
    encoding: str


class Leftovers:
    """Looks for originals in texts."""

    def __init__(self, originals: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        self._long: dict[str, list[tuple[str, str]]] = {}
        self._brief: dict[str, str] = {}
        for one in originals:
            self._remember(one)

    def _remember(self, original: str) -> None:
        folded = _plain(fold(original))
        if not folded or (folded.isascii() and len(folded) < (LONG if folded.isdecimal() else FEW)):
            return
        if folded.isascii() and folded.isalnum() and not folded.isdecimal():
            self._words[folded] = original  # a word within a longer one is another word
        elif len(folded) >= WINDOW:
            self._long.setdefault(folded[:WINDOW], []).append((folded, original))
        elif not folded.isascii() and len(folded) > 1:
            self._brief[folded] = original
        else:
            self._words[folded] = original

    def within(self, text: str) -> Iterator[Leftover]:
        """Every original that is left in a text, once per encoding."""
        seen: set[Leftover] = set()
        for encoding, decoded in _decoded(text, "plain", DEEP):
            for original in self._found(decoded, from_bytes=encoding in BYTES):
                if (one := Leftover(original, encoding)) not in seen:
                    seen.add(one)
                    yield one

    def _found(self, text: str, *, from_bytes: bool) -> Iterator[str]:
        """What is found; bytes that mean something else say a brief word by chance."""
        folded = fold(text)
        closed, spaced = "".join(folded.split()), " ".join(folded.split())
        for atom in set(atoms(folded)) & self._words.keys():
            if not from_bytes or (len(atom) > FEW and atom.isascii()):
                yield self._words[atom]
        if not from_bytes:
            yield from (original for brief, original in self._brief.items() if brief in closed)
        yield from self._of_long(spaced, ascii_only=True)
        yield from self._of_long(closed, ascii_only=False)

    def _of_long(self, text: str, *, ascii_only: bool) -> Iterator[str]:
        for start in range(len(text) - WINDOW + 1) if self._long else ():
            for whole, original in self._long.get(text[start : start + WINDOW], ()):
                if whole.isascii() is ascii_only and text.startswith(whole, start):
                    yield original


def _plain(text: str) -> str:
    """A text as it is looked for: Japanese without its blanks, Latin letters with one between words."""
    return (" " if text.isascii() else "").join(text.split())


def _decoded(text: str, encoding: str, deep: int) -> Iterator[tuple[str, str]]:
    yield encoding, text
    if not deep:
        return
    for name, found in _undone(text):
        yield from _decoded(found, name, deep - 1)


def _undone(text: str) -> Iterator[tuple[str, str]]:
    if "%" in text and (plain := unquote(text)) != text:
        yield "url-encoded", plain
    if (plain := ESCAPES.sub(_character, text)) != text:
        pairs = plain.encode("utf-16", "surrogatepass")  # JSON escapes a character beyond 16 bits as two
        yield "escaped", pairs.decode("utf-16", "replace")
    for run in dict.fromkeys(found[0] for found in HEX.finditer(text)):
        yield from (("hexadecimal", one) for one in _texts(bytes.fromhex(run)))
    for run in dict.fromkeys(found[0] for found in ENCODED.finditer(text)):
        for start in range(4) if not PLAIN.fullmatch(run) else ():
            yield from (("base64", one) for one in _base64(run[start:]))


def _character(found: re.Match[str]) -> str:
    number = int(found[3]) if found[3] else int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else ""


def _base64(run: str) -> Iterator[str]:
    whole = run[: len(run) - (len(run) % 4 == 1)].replace("-", "+").replace("_", "/")
    try:
        content = base64.b64decode(whole + "=" * (-len(whole) % 4))
    except (binascii.Error, ValueError):
        return
    yield from _texts(content)


def _texts(content: bytes) -> Iterator[str]:
    """What bytes may say: as UTF-8, and as UTF-16 from either byte on."""
    yield content.decode("utf-8", "ignore")
    for start in (0, 1):
        yield content[start:].decode("utf-16-le", "ignore")
        yield content[start:].decode("utf-16-be", "ignore")
