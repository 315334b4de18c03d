"""What can't be seen is spelt out; what can is left alone."""

import pytest
from hypothesis import given, strategies as st

from reports.visible import visible


@pytest.mark.parametrize("text", ["青空市", "a\tb\nc", "が\u3099 ｶﾞ", "👨\u200d👩", "<b>&amp;"])
def test_text_that_can_be_seen_stays_as_it_is(text):
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x00", r"\x00"),
        ("\r", r"\r"),
        ("gnp\u202eexe", r"gnp\u202eexe"),
        ("\ud800", r"\ud800"),
        ("\ufeff", r"\ufeff"),
    ],
)
def test_what_can_not_is_spelt_out(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_what_is_left_can_be_written_and_is_seen_a_second_time_unchanged(text):
    once = visible(text)
    once.encode("utf-8")
    assert visible(once) == once
