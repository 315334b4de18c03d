"""Lines break where Japanese breaks them."""

import pytest
from hypothesis import given, strategies as st
from rich.cells import cell_len

from scanner.wrapping import cut, width_of, wrap

TEXT = st.text(st.sampled_from("点検、。（）abc /…ー　zZ9🏯"), max_size=60)


def test_japanese_breaks_within_a_sentence():
    assert list(wrap("読み取れなかった設定", 10)) == ["読み取れな", "かった設定"]


def test_a_line_does_not_begin_with_a_full_stop():
    assert list(wrap("設定を読む。", 10)) == ["設定を読", "む。"]


def test_a_line_does_not_end_with_an_opening_bracket():
    assert list(wrap("設定（一覧）", 6)) == ["設定", "（一", "覧）"]


def test_english_breaks_between_words():
    assert list(wrap("read the settings", 10)) == ["read the", "settings"]


def test_a_word_stays_in_one_piece():
    assert list(wrap("権限 s3:GetObject を付与", 14)) == ["権限", "s3:GetObject", "を付与"]


def test_a_long_word_has_a_line_of_its_own():
    assert list(wrap("a /very/long/path b", 6)) == ["a", "/very/long/path", "b"]


def test_a_long_word_is_cut_where_that_is_asked_for():
    assert list(wrap("abcdefgh", 3, chop=True)) == ["abc", "def", "gh"]


def test_an_empty_text_is_an_empty_line():
    assert list(wrap("", 10)) == [""]


def test_a_text_that_fits_is_not_cut():
    assert cut("点検", 4) == "点検"


def test_a_text_that_is_cut_shows_it():
    assert cut("点検結果の一覧", 9) == "点検結..."


@pytest.mark.parametrize("one", ["a", "点", "ｶ", "。", "…", "🏯", "é", "e\u0301", "か\u3099", "\u200b"])
def test_a_character_is_as_wide_as_the_terminal_draws_it(one):
    assert width_of(one) == cell_len(one)


@given(TEXT, st.integers(2, 40))
def test_nothing_but_spaces_is_lost_and_no_line_is_too_long(text, width):
    lines = list(wrap(text, width, chop=True))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
