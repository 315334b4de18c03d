"""A secret is given by reference, and never shown."""

import pytest

from scanner.config_secret import SecretError, reveal


def test_a_variable_of_the_environment_holds_the_secret():
    assert reveal("env:LINE", {"LINE": "hunter2"}) == "hunter2"


def test_a_file_holds_the_secret_without_its_closing_line_break(tmp_path):
    (tmp_path / "secret").write_text("hunter2\n")
    assert reveal(f"file:{tmp_path / 'secret'}") == "hunter2"


@pytest.mark.parametrize("reference", ["env:LINE", "file:no/such/file"])
def test_a_reference_that_leads_nowhere_is_named(reference):
    with pytest.raises(SecretError, match=f"there is no secret at {reference}"):
        reveal(reference, {})


def test_what_is_no_reference_is_not_repeated():
    with pytest.raises(SecretError) as caught:
        reveal("hunter2", {})
    assert "hunter2" not in str(caught.value)
