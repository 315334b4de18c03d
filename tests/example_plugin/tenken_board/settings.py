"""What the checks read of a board; no field has a default."""

from scanner import setting


@setting("Board::Thread", key="id", name="title")
class Thread:
    """One thread of the board."""

    id: str
    title: str
    public: bool


@setting("Board::Administrator", key="id")
class Administrator:
    """One administrator of the board."""

    id: str
    second_factor: bool
