"""One list of an API that an aggregator can stand in for."""

from dataclasses import dataclass
from typing import Any

Fields = dict[str, tuple[str, Any]]
"""By the API's name in small letters: Config's name in small letters, and the fields below."""


@dataclass(frozen=True)
class Kind:
    """One list of an API: the resource type behind it, the key of the list, the fields that are held.

    A field is written in Config's words, as the path stands in the schema; ``here>There`` is called
    *There* in the API. `inner` is the list inside each item of the list, if the resources stand in that.
    `partial` says that a collector reads more than is held. `named` are a type and its field by which the
    resources are known that are in use, and the field with their id: one that is named but not held is
    shared by another account.
    """

    operation: str
    type: str
    key: str
    fields: str
    inner: str = ""
    partial: bool = False
    named: tuple[str, str] | None = None

    @property
    def held(self) -> Fields:
        """The fields as a tree."""
        tree: Fields = {}
        for path in self.fields.split():
            branch = tree
            for part in path.split("."):
                theirs, _, api = part.lower().partition(">")
                branch = branch.setdefault(api or theirs, (theirs, {}))[1]
        return tree
