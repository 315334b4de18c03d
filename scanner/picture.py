"""Pictures that a verdict brings along: a path that people would rather see, or a truth table.

    gate = Node(id="igw", kind=Message.of("internet gateway"), label="igw-0a1b", mark=Mark.PLAIN)
    way = PathPicture(nodes=(gate, …), edges=(…))
    yield Fail(instance, "reachable from the internet").showing(way)

They stand in the finding's observed data under `pictures`, in the form of `docs/schema/pictures.json`,
and reports draw them. What comes from the cloud is text, shown as it is; what we say is a `Message`, and
is translated.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import msgspec

from scanner.text import Message

PICTURES = "pictures"
Words = str | Message


class Mark(StrEnum):
    """What a part of a picture says: as it should be, not so, not known; plain says nothing."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"
    PLAIN = "plain"


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One stop of a path: what it is, and its name as the cloud gives it."""

    id: str
    kind: Message
    label: str
    mark: Mark


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A way from one node to another, by their ids; `label` says by which rule or port."""

    source: str
    target: str
    label: Words
    mark: Mark


class PathPicture(msgspec.Struct, frozen=True, kw_only=True, tag_field="picture", tag="path"):
    """Nodes and the ways between them. Raises ValueError for a doubled id, and an edge to nowhere."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        ids = {node.id for node in self.nodes}
        if len(ids) != len(self.nodes):
            raise ValueError("two nodes have the same id")
        if any(end not in ids for edge in self.edges for end in (edge.source, edge.target)):
            raise ValueError("an edge names a node that is not there")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row: a cell per column. None is what is not known, which is neither yes nor no."""

    cells: tuple[Words | bool | None, ...]
    mark: Mark


class TablePicture(msgspec.Struct, frozen=True, kw_only=True, tag_field="picture", tag="table"):
    """A truth table. Raises ValueError for a row that has not a cell per column."""

    columns: tuple[Message, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("a row has not a cell per column")


Picture = PathPicture | TablePicture


def drawn(pictures: Iterable[Picture]) -> list[Any]:
    """The pictures as plain data, for the finding's observed setting."""
    plain: list[Any] = msgspec.json.decode(msgspec.json.encode(tuple(pictures)))
    return plain


def pictures_in(observed: Any) -> tuple[Picture, ...]:
    """The pictures that the observed data of a finding carry; what isn't one is no picture."""
    found = observed.get(PICTURES) if isinstance(observed, dict) else None
    if not isinstance(found, list):
        return ()
    try:
        return msgspec.convert(found, tuple[Picture, ...])
    except msgspec.ValidationError:
        return ()


def schema() -> dict[str, Any]:
    """The JSON Schema of the list that stands under `pictures`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:tenken:pictures:1",
        "title": "What `pictures` holds in the observed data of a finding",
        **msgspec.json.schema(tuple[Picture, ...]),
    }


if __name__ == "__main__":
    import sys

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n")
