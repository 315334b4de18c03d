"""Attestations: what they must say, what they may name, when they count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scanner.standing import standing
from scanner.weighing import weigh
from scanner.yamlfile import YamlError
from tests.scanner.people_world import ATTESTATION, CONTENT, CONTROL, CONTROLS, NOON, item, less, people


def shown(folder, *records, as_of=NOON, controls=CONTROLS):
    return standing("aozora", people(folder, attestations=list(records)), controls, (), as_of)


def fault(folder, record, as_of=NOON, controls=CONTROLS):
    (one,) = weigh(people(folder, attestations=[record]), controls, as_of)
    return one.fault and str(one.fault)


def refused(folder, record):
    with pytest.raises(YamlError) as error:
        people(folder, attestations=[record])
    return str(error.value)


def test_a_valid_attestation_shows_its_evidence(tmp_path):
    assert shown(tmp_path, ATTESTATION).evidence == {("ALPHA-T08", "fwexp")}
    assert shown(tmp_path, ATTESTATION).signals == frozenset()


def test_one_may_answer_a_signal_that_no_plugin_reads(tmp_path):
    record = less(ATTESTATION, "evidence", signal="import.cdr")
    assert shown(tmp_path, record).signals == {("ALPHA-T08", "import.cdr")}
    assert shown(tmp_path, record).evidence == frozenset()


def test_without_a_key_it_answers_the_one_thing_that_is_asked(tmp_path):
    record = less(ATTESTATION, "evidence", control="ALPHA-T01")
    assert shown(tmp_path, record).evidence == {("ALPHA-T01", "cspdoc")}


def test_without_a_key_it_is_refused_where_several_things_are_asked(tmp_path):
    assert "fwexp, design, import.cdr" in refused(tmp_path, less(ATTESTATION, "evidence"))


def test_it_holds_through_its_last_day_in_japan_and_no_longer(tmp_path):
    record = less(ATTESTATION, "valid_for", valid_until="令和8年11月20日")
    end = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert fault(tmp_path, record, end - timedelta(microseconds=1)) is None
    assert fault(tmp_path, record, end) == "it expired after 2026-11-20"
    assert shown(tmp_path, record, as_of=end).evidence == frozenset()


def test_it_does_not_hold_before_it_is_signed(tmp_path):
    record = less(ATTESTATION, date="2026-11-21")
    assert fault(tmp_path, record) == "it holds from 2026-11-21 on"
    assert fault(tmp_path, record, datetime(2026, 11, 20, 15, 0, tzinfo=UTC)) is None


def test_a_longer_validity_than_the_control_allows_is_cut(tmp_path):
    record = less(ATTESTATION, date="2026-08-19", valid_for="P10Y")
    assert fault(tmp_path, record) == "it expired after 2026-11-19"


def test_a_shorter_validity_stays_as_it_is(tmp_path):
    record = less(ATTESTATION, date="2026-11-01", valid_for="P7D")
    assert fault(tmp_path, record) == "it expired after 2026-11-08"


def test_of_two_editions_the_stricter_one_cuts(tmp_path):
    stricter = replace(CONTROL, evidence=(item("fwexp", "P1W"), item("design", "until-change")))
    assert fault(tmp_path, ATTESTATION, controls=(*CONTROLS, stricter)) == "it expired after 2026-11-08"


def test_evidence_until_a_change_holds_as_long_as_it_says(tmp_path):
    record = less(ATTESTATION, evidence="design", date="2020-04-01", valid_for="P7Y")
    assert fault(tmp_path, record) is None


def test_an_answer_to_a_signal_holds_no_longer_than_the_evidence_of_its_control(tmp_path):
    record = less(ATTESTATION, "evidence", signal="import.cdr", date="2026-08-19", valid_for="P1Y")
    assert fault(tmp_path, record) == "it expired after 2026-11-19"


def test_where_the_control_says_nothing_an_answer_to_a_signal_holds_a_year(tmp_path):
    bare = (replace(CONTROL, evidence=()),)
    record = less(ATTESTATION, "evidence", signal="import.cdr", date="2025-11-19", valid_for="P9Y")
    assert fault(tmp_path, record, controls=bare) == "it expired after 2026-11-19"


def test_permanent_evidence_may_hold_for_good(tmp_path):
    record = less(
        ATTESTATION, control="CS-C01", evidence="certificate", date="2019-05-01", valid_for="permanent"
    )
    assert fault(tmp_path, record) is None


def test_other_evidence_may_not(tmp_path):
    record = less(ATTESTATION, valid_for="permanent")
    assert "give valid_until or a duration" in refused(tmp_path, record)
    signal = less(record, "evidence", signal="import.cdr")
    assert "give valid_until or a duration" in refused(tmp_path, signal)


def test_a_document_that_is_as_it_was_signed_counts(tmp_path):
    (tmp_path / "設定書.pdf").write_bytes(CONTENT)
    assert fault(tmp_path, less(ATTESTATION, path="設定書.pdf")) is None
    assert fault(tmp_path, less(ATTESTATION, path="設定書.pdf", sha256=ATTESTATION["sha256"].upper())) is None


def test_a_document_that_has_changed_counts_no_more(tmp_path):
    (tmp_path / "設定書.pdf").write_bytes(CONTENT + b" ")
    record = less(ATTESTATION, path="設定書.pdf")
    assert fault(tmp_path, record) == "the document has changed since it was signed: 設定書.pdf"
    assert shown(tmp_path, record).evidence == frozenset()


@pytest.mark.parametrize("path", ["missing.pdf", ".", "a\0b"])
def test_a_document_that_is_not_there_counts_no_more(tmp_path, path):
    assert fault(tmp_path, less(ATTESTATION, path=path)) is not None


def test_each_document_is_hashed_once(tmp_path):
    (tmp_path / "設定書.pdf").write_bytes(CONTENT)
    record = less(ATTESTATION, path="設定書.pdf")
    whole = people(tmp_path, attestations=[record, less(record, evidence="design")])
    assert [one.fault for one in weigh(whole, CONTROLS, NOON)] == [None, None]


def test_those_of_single_kinds_of_asset_count_where_they_cover_the_control(tmp_path):
    cloud = less(ATTESTATION, control="ALPHA-T01", evidence="cspdoc", assets=["cloud"])
    assert shown(tmp_path, cloud).evidence == {("ALPHA-T01", "cspdoc")}
    terminal = less(cloud, assets=["terminal"])
    assert shown(tmp_path, terminal).evidence == frozenset()
    assert shown(tmp_path, terminal, cloud).evidence == {("ALPHA-T01", "cspdoc")}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"control": "ALPHA-T80"}, "there is no control 'ALPHA-T80'; did you mean 'ALPHA-T08'?"),
        ({"evidence": "fwexpo"}, "there is no evidence key 'fwexpo'; did you mean 'fwexp'?"),
        ({"signal": "import.cdr"}, "make two of it"),
        ({"evidence": None, "signal": "import.crd"}, "there is no signal 'import.crd'; did you mean"),
        ({"assets": ["terminals"]}, "there is no kind of asset 'terminals'; did you mean 'terminal'?"),
        ({"sha256": "0123"}, "'0123' is no SHA-256"),
        ({"role": "taro@aozora.example"}, "write the role"),
        ({"role": " "}, "'role' is empty"),
        ({"statement": ""}, "'statement' is empty"),
        ({"date": "昭和101年11月20日"}, "is no date"),
        ({"valid_for": None}, "give one of valid_until"),
        ({"valid_until": "2027-01-01"}, "give one of valid_until"),
        ({"valid_for": "3 months"}, "'3 months' is no duration"),
        ({"valid_for": "until-change"}, "is no duration"),
        ({"valid_for": None, "valid_until": "2026-10-31"}, "it ends (2026-10-31) before it begins"),
        ({"evdence": "fwexp"}, "unknown key 'evdence'; did you mean 'evidence'?"),
    ],
)
def test_a_wrong_attestation_is_refused_with_its_place(tmp_path, wrong, said):
    message = refused(tmp_path, less(ATTESTATION, **wrong))
    assert said in message
    assert "attestations.yaml:1:" in message


@pytest.mark.parametrize("name", ["control", "statement", "document", "sha256", "role", "date"])
def test_nothing_of_an_attestation_may_be_missing(tmp_path, name):
    assert f"the key '{name}' is missing" in refused(tmp_path, less(ATTESTATION, name))


def test_all_files_are_told_wrong_at_once(tmp_path):
    with pytest.raises(YamlError) as error:
        people(tmp_path, attestations=[less(ATTESTATION, control="X")], waivers=[{}], plans=[{}])
    assert {problem.path.rpartition("/")[2] for problem in error.value.problems} == {
        "attestations.yaml",
        "waivers.yaml",
        "plans.yaml",
    }


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("atestations.yml", "attestations.yaml"),
        ("waiver.yaml", "waivers.yaml"),
        ("accepted_gaps.yaml", "accepted-gaps.yaml"),
        ("declarations.yml", "declarations.yaml"),
    ],
)
def test_a_file_whose_name_is_misspelt_is_not_passed_over(tmp_path, name, meant):
    (tmp_path / name).write_text("[]")
    with pytest.raises(YamlError, match=f"'{name}'; did you mean '{meant}'"):
        people(tmp_path)


def test_an_archive_beside_the_records_is_left_alone(tmp_path):
    (tmp_path / "waivers-2025.yaml").write_text("[]")
    assert people(tmp_path).waivers == ()


def test_a_folder_without_records_holds_none(tmp_path):
    assert people(tmp_path).attestations == ()
    assert standing("aozora", people(tmp_path / "none"), CONTROLS, (), NOON).evidence == frozenset()


def test_a_file_in_shift_jis_is_told_so(tmp_path):
    (tmp_path / "waivers.yaml").write_bytes("waivers: [{reason: 移行}]".encode("shift_jis"))
    with pytest.raises(YamlError, match="save it as UTF-8"):
        people(tmp_path)
