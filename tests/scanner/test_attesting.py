"""Adding attestations: what is there stays, what is added is checked."""

import pytest
from hypothesis import example, given, settings, strategies as st

from scanner.attestations import Attestation
from scanner.attesting import digest_of, with_attestations
from scanner.yamlfile import YamlError
from tests.scanner.people_world import ATTESTATION, CONTENT, CONTROLS, DIGEST, less, people

NEW = Attestation(**ATTESTATION)
OLD = f"""# 証跡の記録（情報政策課）
attestations:
  - control: ALPHA-T01       # クラウド
    statement: 確認した。
    document: 資料.pdf
    sha256: {DIGEST}
    role: 情報政策課長
    date: 令和8年4月1日
    valid_until: 2027-03-31
"""


def added(folder, *new, before=None):
    if before is not None:
        (folder / "attestations.yaml").write_text(before, "utf-8")
    content = with_attestations(folder, new, CONTROLS)
    (folder / "attestations.yaml").write_text(content, "utf-8")
    return content, people(folder).attestations


def test_the_first_one_makes_the_file(tmp_path):
    assert added(tmp_path, NEW)[1] == (NEW,)


def test_what_stands_in_the_file_stays_comments_included(tmp_path):
    content, found = added(tmp_path, NEW, before=OLD)
    assert content.startswith(OLD.rstrip())
    assert [one.control for one in found] == ["ALPHA-T01", "ALPHA-T08"]


def test_an_empty_list_is_filled(tmp_path):
    content, found = added(tmp_path, NEW, NEW, before="# なし\nattestations: []\n")
    assert content.startswith("# なし\nattestations:\n")
    assert found == (NEW, NEW)


def test_nothing_is_written(tmp_path):
    with_attestations(tmp_path, [NEW], CONTROLS)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_one_is_refused(tmp_path):
    with pytest.raises(YamlError, match=r"there is no control 'ALPHA-T80'; did you mean 'ALPHA-T08'"):
        added(tmp_path, Attestation(**less(ATTESTATION, control="ALPHA-T80")))


def test_a_file_that_is_wrong_already_is_refused(tmp_path):
    with pytest.raises(YamlError, match="there is no control 'X'"):
        added(tmp_path, NEW, before=OLD.replace("ALPHA-T01", "X"))


def test_a_file_in_another_form_is_left_to_people(tmp_path):
    with pytest.raises(YamlError, match="nothing can be added at the end"):
        added(tmp_path, NEW, before=OLD.replace("  - ", "- ").replace("    ", "  "))


def test_the_digest_is_that_of_the_content(tmp_path):
    path = tmp_path / "設定書.pdf"
    path.write_bytes(CONTENT)
    assert digest_of(path) == DIGEST


plain = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@settings(max_examples=50)
@given(plain.filter(str.strip))
@example("改行\nタブ\t引用符\"\\ \x7f\ufeff\x85: - # '")
def test_whatever_people_write_is_read_again_as_it_was(tmp_path_factory, text):
    new = Attestation(**less(ATTESTATION, statement=text, document=text))
    assert added(tmp_path_factory.mktemp("records"), new)[1] == (new,)
