"""Lines break where Japanese breaks them."""

from hypothesis import given, strategies as st
from rich.cells import cell_len

from reports.console.wrapping import cut, wrap

TEXT = st.text(st.sampled_from("点検、。（）abc /…ー　zZ9🏯"), max_size=60)


def test_japanese_breaks_within_a_sentence():
    assert list(wrap("読み取れなかった設定", 10)) == ["読み取れな", "かった設定"]


def test_a_line_does_not_begin_with_a_full_stop():
    assert list(wrap("設定を読む。", 10)) == ["設定を読", "む。"]


def test_a_line_does_not_end_with_an_opening_bracket():
    assert list(wrap("設定（一覧）", 6)) == ["設定", "（一", "覧）"]


def test_a_word_stays_in_one_piece():
    assert list(wrap("権限 s3:GetObject を付与", 14)) == ["権限", "s3:GetObject", "を付与"]


def test_a_word_longer_than_the_line_is_cut():
    assert list(wrap("abcdefgh", 3)) == ["abc", "def", "gh"]


def test_an_empty_text_is_an_empty_line():
    assert list(wrap("", 10)) == [""]


def test_a_text_that_fits_is_not_cut():
    assert cut("点検", 4) == "点検"


def test_a_text_that_is_cut_shows_it():
    assert cut("点検結果の一覧", 9) == "点検結..."


@given(TEXT, st.integers(2, 40))
def test_nothing_but_spaces_is_lost_and_no_line_is_too_long(text, width):
    lines = list(wrap(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
