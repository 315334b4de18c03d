"""Translators for the reports' tests: English, and Japanese from the reports' own catalogue."""

import io
from pathlib import Path

import pytest

import reports
from scanner.language import Translator

LOCALE = Path(reports.__file__).parent / "locale"


@pytest.fixture(scope="session")
def ja():
    return Translator("ja", [LOCALE])


@pytest.fixture(scope="session")
def en():
    return Translator("en", [])


@pytest.fixture
def rendered(ja):
    """Render an assessment to text, in Japanese unless told otherwise."""

    def rendered(render, assessment, translator=ja):
        out = io.BytesIO()
        render(assessment, out, translator)
        return out.getvalue().decode("utf-8")

    return rendered
