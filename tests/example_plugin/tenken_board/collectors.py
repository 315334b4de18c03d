"""One short function per call, its permission beside it."""

from collections.abc import Iterator

from scanner import collector
from tenken_board.connection import Board
from tenken_board.settings import Administrator, Thread


@collector("board:read")
def threads(board: Board) -> Iterator[Thread]:
    """Every thread, open or not."""
    for one in board.get("/threads"):
        yield Thread(id=one["id"], title=one["title"], public=one["public"])


@collector("board:read")
def administrators(board: Board) -> Iterator[Administrator]:
    """Every administrator."""
    for one in board.get("/administrators"):
        yield Administrator(id=one["id"], second_factor=one["secondFactor"])
