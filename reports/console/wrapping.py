"""Breaks lines where Japanese breaks them: between any two wide characters, but not before 、。）."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

NOT_FIRST = "、。，．）」』】〕・ー：；？！ゃゅょっャュョッ々"
NOT_LAST = "（「『【〔"
PIECE = re.compile(rf"\s+|[{NOT_LAST}]*(?:[!-~]+|[^\s!-~])[{NOT_FIRST}]*")


def wrap(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most `width` cells; longer words are cut."""
    line = ""
    for piece in _pieces(text, width):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def cut(text: str, width: int) -> str:
    """The text in one line of at most `width` cells; what is left out is shown by three dots."""
    if cell_len(text) <= width:
        return text
    lines = list(wrap(text, max(1, width - 3)))
    return f"{lines[0]}..."


def _pieces(text: str, width: int) -> Iterator[str]:
    for piece in PIECE.findall(text):
        yield from chop_cells(piece, max(width, 2))
