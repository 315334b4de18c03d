"""The published schema of the records is that of the types, and accepts what the program reads."""

from pathlib import Path

import jsonschema
import pytest

from scanner.people import FILES
from scanner.people_schema import schema, text
from tests.scanner.people_world import ATTESTATION, GAP, WAIVER, less
from tests.scanner.test_assets import ASSET, LOWERED, OPERATOR, PLAN, SYSTEM, sheet

PUBLISHED = Path(__file__).parents[2] / "docs/schema/records.json"
VALIDATOR = jsonschema.Draft202012Validator(schema())
GOOD = [
    {"attestations": [ATTESTATION, less(ATTESTATION, "valid_for", valid_until="令和8年12月1日")]},
    {"waivers": [WAIVER, less(WAIVER, "control", finding="a" * 24)]},
    {"accepted_gaps": [GAP]},
    sheet(less(ASSET, lowered=[LOWERED])),
    {"systems": [SYSTEM], "operators": [OPERATOR]},
    {"plans": [PLAN]},
    {"break_out_addresses": ["203.0.113.0/24"], "facts": {"file_exchange_outside": True}},
]
BAD = [
    {"attestations": [less(ATTESTATION, valid_until="2026-12-01")]},
    {"attestations": [less(ATTESTATION, sha256="0")]},
    {"attestations": [less(ATTESTATION, extra="x")]},
    {"waivers": [less(WAIVER, "valid_until")]},
    {"waivers": [less(WAIVER, finding="a" * 24)]},
    {"accepted_gaps": [less(GAP, "permission")]},
    {"accepted_gaps": [less(GAP, date="soon")]},
    sheet(less(ASSET, importance=4)),
    {"waiver": []},
]


def test_the_published_schema_is_up_to_date():
    assert PUBLISHED.read_text("utf-8") == text(), (
        "python -m scanner.people_schema > docs/schema/records.json"
    )


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", GOOD, ids=lambda file: next(iter(file)))
def test_what_the_program_reads_is_valid(file):
    VALIDATOR.validate(file)


@pytest.mark.parametrize("file", BAD)
def test_what_it_refuses_is_not(file):
    assert not VALIDATOR.is_valid(file)


def test_every_file_has_a_definition():
    assert {cls.__name__ for cls in FILES.values()} <= set(schema()["$defs"])
