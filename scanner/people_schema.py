"""The JSON Schema of the records, made from the types that read them: `docs/schema/records.json`.

    python -m scanner.people_schema > docs/schema/records.json

Each file of `records/` is one definition under `$defs`: an editor takes `records.json#/$defs/Waivers`.
"""

import json
import sys
from dataclasses import fields
from typing import Any

import msgspec

from scanner.people import FILES
from scanner.records import FILE as DECLARATIONS_FILE, KEYS

URI = "https://json-schema.org/draft/2020-12/schema"
DEFS = "#/$defs/"
DECLARATIONS = "Declarations"
ONE_OF = {
    "Attestation": ("valid_for", "valid_until"),
    "Waiver": ("finding", "control"),
}
"""Of these fields exactly one is given."""
ANY_OF = {"AcceptedGap": ("setting", "permission")}


def schema() -> dict[str, Any]:
    """The whole schema: any one of the files."""
    _, found = msgspec.json.schema_components([*FILES.values(), *KEYS.values()], ref_template=DEFS + "{name}")
    definitions = {name: _strict(name, one) for name, one in found.items()}
    definitions[DECLARATIONS] = _declarations()
    names = {name: cls.__name__ for name, cls in FILES.items()} | {DECLARATIONS_FILE: DECLARATIONS}
    return {
        "$schema": URI,
        "title": "Records of a municipality",
        "description": "One of: " + ", ".join(f"{file} ({name})" for file, name in sorted(names.items())),
        "anyOf": [{"$ref": DEFS + name} for name in sorted(names.values())],
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _strict(name: str, definition: dict[str, Any]) -> dict[str, Any]:
    """Unknown keys are refused when the file is read; so are records that say too little or too much."""
    made = {**definition, "additionalProperties": False}
    for word, choices in (("oneOf", ONE_OF), ("anyOf", ANY_OF)):
        if name in choices:
            made[word] = [{"required": [field]} for field in choices[name]]
    return made


def _declarations() -> dict[str, Any]:
    """`declarations.yaml`: a list per type; where a type has one field, its text alone will do."""
    lists = {key: {"type": "array", "items": _item(cls)} for key, cls in KEYS.items()}
    facts = {"type": "object", "additionalProperties": {"type": "boolean"}}
    return {
        "title": DECLARATIONS,
        "type": "object",
        "properties": {**lists, "facts": facts},
        "additionalProperties": False,
    }


def _item(cls: type) -> dict[str, Any]:
    reference = {"$ref": DEFS + cls.__name__}
    return {"anyOf": [{"type": "string"}, reference]} if len(fields(cls)) == 1 else reference


if __name__ == "__main__":
    sys.stdout.write(text())
