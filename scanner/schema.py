"""The field list of a setting type, as evidence keeps it."""

from typing import Any

import msgspec

Fields = dict[str, dict[str, Any]]


def schema(cls: type) -> Fields:
    """Per dataclass that the type is made of: its fields and their JSON types."""
    (_,), parts = msgspec.json.schema_components([cls])
    return {name: part.get("properties", {}) for name, part in sorted(parts.items())}


def lacks(cls: type, recorded: Fields) -> str:
    """The first field of the type that a recorded field list doesn't have; empty if none."""
    for name, fields in schema(cls).items():
        for field in fields:
            if field not in recorded.get(name, {}):
                return f"{name}.{field}"
    return ""
