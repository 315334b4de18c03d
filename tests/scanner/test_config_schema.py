"""The published schema says of a configuration what the program says."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from scanner.config_file import CASES
from scanner.config_schema import schema, text
from tests.scanner.test_config import GOOD, PROVIDER

FILE = Path(__file__).parents[2] / "docs/schema/config.json"


@pytest.fixture(scope="module")
def validator():
    made = schema([PROVIDER])
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def test_the_published_schema_is_up_to_date():
    assert FILE.read_text("utf-8") == text()


def test_it_knows_the_targets_of_both_providers():
    targets = json.loads(FILE.read_text("utf-8"))["$defs"]["Target"]["anyOf"]
    assert [one["title"] for one in targets] == ["Amazon Web Services", "Microsoft 365", "another plugin"]


def test_a_right_configuration_is_valid(validator):
    validator.validate(yaml.safe_load(GOOD))


@pytest.mark.parametrize("case", CASES)
def test_all_ways_to_write_the_case_are_valid(validator, case):
    validator.validate(yaml.safe_load(GOOD.replace("case: イ", f"case: {case}")))


def test_a_target_of_another_plugin_is_left_to_that_plugin(validator):
    validator.validate(yaml.safe_load(GOOD.replace("provider: lgwan, line", "provider: other, colour")))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("case: イ", "case: エ"),
        ("    case: イ\n", ""),
        ("id: aozora\n", "id: あおぞら\n"),
        ("id: aozora\n", "id: 12\n"),
        ("name:", "nane:"),
        ("line: first", "line: 1"),
        (", line: first", ""),
        ("line:", "lien:"),
        ("[east]", "east"),
        ("env:LINE", "hunter2"),
        ("language: ja", "language: de"),
        ("60", "many"),
        ("120", "0"),
        ("120", "1000000"),
        ("frameworks:", "framework:"),
    ],
)
def test_what_the_program_refuses_by_shape_the_schema_refuses_too(validator, right, wrong):
    assert not validator.is_valid(yaml.safe_load(GOOD.replace(right, wrong)))
