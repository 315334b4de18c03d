"""Breaks lines where Japanese breaks them, by the columns that characters take on a terminal.

A line breaks between any two wide characters, but not before 、。） nor after （「. Words of other
scripts stay whole. No library is asked: the help pages need this too, and have to come at once.
"""

import re
import unicodedata
from collections.abc import Iterator

NOT_FIRST = "、。，．）」』】〕・ー：；？！ゃゅょっャュョッ々"
NOT_LAST = "（「『【〔"
PIECE = re.compile(rf"\s+|[{NOT_LAST}]*(?:[!-~]+|[^\s!-~])[{NOT_FIRST}]*")
WIDE = ("W", "F")
NOTHING = ("Mn", "Me", "Cf")
DOTS = "..."


def width_of(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, width: int, *, chop: bool = False) -> Iterator[str]:
    """The text in lines of at most `width` columns.

    A word longer than that has a line of its own, so that it can be copied, or is cut if `chop` is set.
    """
    line = ""
    for piece in _pieces(text, max(width, 2) if chop else 0):
        if line and width_of(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def cut(text: str, width: int) -> str:
    """The text in one line of at most `width` columns; what is left out is shown by three dots."""
    if width_of(text) <= width:
        return text
    first = next(wrap(text, max(1, width - len(DOTS)), chop=True))
    return f"{first}{DOTS}"


def _columns(one: str) -> int:
    if unicodedata.category(one) in NOTHING:
        return 0
    return 2 if unicodedata.east_asian_width(one) in WIDE else 1


def _pieces(text: str, most: int) -> Iterator[str]:
    """What stays together; cut to `most` columns unless that is 0."""
    for piece in PIECE.findall(text):
        if most and width_of(piece) > most:
            yield from _chopped(piece, most)
        else:
            yield piece


def _chopped(piece: str, most: int) -> Iterator[str]:
    part = ""
    for one in piece:
        if part and width_of(part + one) > most:
            yield part
            part = ""
        part += one
    yield part
