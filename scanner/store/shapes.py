"""The key shapes that earlier runs saw of a target."""

from typing import TYPE_CHECKING

import msgspec

from scanner.connection import Shape
from scanner.store.runs import Head
from scanner.store.tables import RUN

if TYPE_CHECKING:
    from collections.abc import Collection

    from scanner.store.store import Store

MOST = 50
"""How many runs back are asked: what none of them saw is new."""


class _Provenance(msgspec.Struct):
    shapes: tuple[Shape, ...] = ()


def earlier_shapes(store: "Store", targets: "Collection[str]") -> dict[str, tuple[Shape, ...]]:
    """The key shapes that the last runs saw, by target id; a target that none of them read has no entry.

    Raises `StoreError`.
    """
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    query = select(RUN.c.head).order_by(RUN.c.number.desc()).limit(MOST)
    found: dict[str, dict[str, set[str]]] = {}
    with store.look() as connection:
        for content in connection.execute(query).scalars():
            for place in Head.unpacked(content).blocks:
                name = place.about.get("target")
                if place.name == "target" and name in targets and place.body:
                    for shape in msgspec.json.decode(place.body, type=_Provenance).shapes:
                        found.setdefault(str(name), {}).setdefault(shape.operation, set()).update(shape.keys)
    return {
        name: tuple(Shape(operation, tuple(sorted(keys))) for operation, keys in sorted(operations.items()))
        for name, operations in found.items()
    }
