"""An English text is the key of its Japanese: whoever says it, it means one thing."""

from babel.messages.pofile import read_po

from tests.house.project import files


def test_no_text_has_two_translations():
    found: dict[str, set[str]] = {}
    for path in files(".po"):
        with path.open("rb") as file:
            for entry in read_po(file):
                if entry.id and isinstance(entry.id, str):
                    found.setdefault(entry.id, set()).add(entry.string)
    assert {text: japanese for text, japanese in found.items() if len(japanese) > 1} == {}
