"""Pictures laid out: where the boxes and lines of a path stand, so that a template only has to write them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scanner.picture import Edge, Node, PathPicture, Picture, TablePicture, Words, pictures_in
from scanner.text import Message
from scanner.wrapping import cut, width_of

WIDTH, HEIGHT = 250, 46
ACROSS, DOWN = 24, 58
MARGIN = 10
LETTERS, SMALL, BESIDE = 34, 40, 56
"""Columns of a name, a kind and a label that fit; the list below the picture has them whole."""
COLUMN = 7.5
"""The width of a column of a label."""
Say = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place: the upper left corner."""

    node: Node
    kind: str
    x: int
    y: int

    @property
    def short_kind(self) -> str:
        """As much of what it is as fits."""
        return cut(self.kind, SMALL)

    @property
    def label(self) -> str:
        """As much of the name as fits."""
        return cut(self.node.label, LETTERS)

    @property
    def middle(self) -> int:
        """Where lines come in and go out."""
        return self.x + WIDTH // 2


@dataclass(frozen=True, slots=True)
class Line:
    """An edge with its ends: down from one box to another, or beside them where it leads back up."""

    edge: Edge
    label: str
    start: Box
    end: Box

    @property
    def short(self) -> str:
        """As much of the label as fits beside the line."""
        return cut(self.label, BESIDE)

    @property
    def falls(self) -> bool:
        """True if it leads downwards, as a way to a target should."""
        return self.end.y > self.start.y

    @property
    def path(self) -> str:
        """The line, in the words of SVG."""
        if self.falls:
            return f"M{self.start.middle} {self.start.y + HEIGHT}L{self.end.middle} {self.end.y - 9}"
        side = self.start.x + WIDTH
        bend = max(side, self.end.x + WIDTH) + ACROSS
        top, bottom = self.end.y + HEIGHT // 2, self.start.y + HEIGHT // 2
        return f"M{side} {bottom}C{bend} {bottom} {bend} {top} {self.end.x + WIDTH + 9} {top}"

    @property
    def head(self) -> str:
        """The arrow's head."""
        if self.falls:
            return f"M{self.end.middle} {self.end.y}l-5 -10h10z"
        return f"M{self.end.x + WIDTH} {self.end.y + HEIGHT // 2}l10 -5v10z"

    @property
    def text_x(self) -> int:
        """Where its label begins."""
        return (self.start.middle + self.end.middle) // 2 + 8

    @property
    def text_y(self) -> int:
        """The label's line."""
        low, high = sorted((self.start.y + HEIGHT, self.end.y))
        return (low + high) // 2 + 4


@dataclass(frozen=True)
class Drawing:
    """A picture of a finding: a path with places, or a table, which needs none."""

    picture: Picture
    say: Say

    @property
    def is_table(self) -> bool:
        """True for a truth table."""
        return isinstance(self.picture, TablePicture)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """The nodes of a path, by layers from top to bottom."""
        if not isinstance(self.picture, PathPicture):
            return ()
        layers: dict[int, list[Node]] = defaultdict(list)
        depth = _depths(self.picture)
        for node in self.picture.nodes:
            layers[depth[node.id]].append(node)
        return tuple(
            Box(
                node,
                self.say(node.kind),
                MARGIN + column * (WIDTH + ACROSS),
                MARGIN + layer * (HEIGHT + DOWN),
            )
            for layer in sorted(layers)
            for column, node in enumerate(layers[layer])
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The edges of a path."""
        if not isinstance(self.picture, PathPicture):
            return ()
        place = {box.node.id: box for box in self.boxes}
        return tuple(
            Line(edge, self._text(edge.label), place[edge.source], place[edge.target])
            for edge in self.picture.edges
        )

    def _text(self, words: Words) -> str:
        return words if isinstance(words, str) else self.say(words)

    @property
    def width(self) -> int:
        """Of the whole picture, with room for the labels beside the lines."""
        boxes = max((box.x for box in self.boxes), default=0) + WIDTH + MARGIN + 2 * ACROSS
        labels = (line.text_x + int(COLUMN * width_of(line.short)) for line in self.lines if line.falls)
        return max(boxes, *labels, 0)

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return max((box.y for box in self.boxes), default=0) + HEIGHT + MARGIN


def drawings(observed: Any, say: Say) -> tuple[Drawing, ...]:
    """The pictures in the observed data of a finding; `say` translates messages."""
    return tuple(Drawing(one, say) for one in pictures_in(observed))


def _depths(path: PathPicture) -> dict[str, int]:
    """How many steps each node is from where the path begins; a circle begins at its first node."""
    ahead: dict[str, list[str]] = defaultdict(list)
    for edge in path.edges:
        ahead[edge.source].append(edge.target)
    led_to = {edge.target for edge in path.edges if edge.source != edge.target}
    starts = [node.id for node in path.nodes if node.id not in led_to]
    depth: dict[str, int] = {}
    for start in [*starts, *(node.id for node in path.nodes)]:
        if start not in depth:
            _walk(start, ahead, depth)
    return depth


def _walk(start: str, ahead: dict[str, list[str]], depth: dict[str, int]) -> None:
    """Breadth first, so that a node stands as near to the start as a way leads there."""
    depth.setdefault(start, 0)
    waiting = [start]
    for one in waiting:
        for target in ahead[one]:
            if target not in depth:
                depth[target] = depth[one] + 1
                waiting.append(target)
