"""`tenken attest`: by options or by questions; checked before it is written, and never half written."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from scanner.catalogue import all_frameworks
from scanner.days import day_of, last_day
from scanner.host import Host
from scanner.people import read_people
from tests.scanner.people_world import CONTENT, DIGEST

SIGNED = day_of(datetime.now(UTC)) - timedelta(days=1)


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self):
        return True


@pytest.fixture
def document(folder, configured):
    """A document beside the configuration."""
    configured("good")
    path = folder / "documents/設定書.pdf"
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    return "documents/設定書.pdf"


@pytest.fixture
def options(document):
    """Options that leave no question; those that are None are left out."""

    def options(control="ALPHA-T08", **changes):
        given = {
            "evidence": "fwexp",
            "document": document,
            "statement": "設定を確認した。",
            "role": "情報政策課長",
            "date": SIGNED.isoformat(),
            "valid-for": "P3M",
        }
        given |= {name.replace("_", "-"): value for name, value in changes.items()}
        return ["attest", control, *(f"--{name}={value}" for name, value in given.items() if value)]

    return options


@pytest.fixture
def typing(monkeypatch):
    def typing(*lines):
        monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return typing


def attested(folder):
    controls = [one for framework in all_frameworks(Host.load()) for one in framework.controls]
    return read_people(folder / "records", controls).attestations


def test_an_attestation_is_added_with_the_hash_of_its_document(tenken, folder, options):
    said = tenken(*options())
    assert said.code == 0
    (one,) = attested(folder)
    assert (one.control, one.evidence, one.signal) == ("ALPHA-T08", "fwexp", None)
    assert (one.document, one.sha256) == ("設定書.pdf", DIGEST)
    assert (one.role, one.date, one.valid_for) == ("情報政策課長", SIGNED.isoformat(), "P3M")
    assert said.err == "written: records/attestations.yaml\n"


def test_the_document_is_named_so_that_it_is_hashed_at_every_reading(tenken, folder, options):
    tenken(*options())
    (one,) = attested(folder)
    assert one.path == "../documents/設定書.pdf"
    assert (folder / "records" / one.path).read_bytes() == CONTENT


def test_a_document_elsewhere_leaves_no_path_of_this_machine(tenken, folder, options, tmp_path):
    elsewhere = tmp_path / "elsewhere.pdf"
    elsewhere.write_bytes(CONTENT)
    said = tenken(*options(document=elsewhere))
    (one,) = attested(folder)
    assert (one.path, one.document) == (None, "elsewhere.pdf")
    assert str(tmp_path) not in (folder / "records/attestations.yaml").read_text("utf-8")
    assert "nobody will notice if it changes" in said.out


def test_a_second_one_leaves_the_first_as_it_is(tenken, folder, options):
    tenken(*options())
    before = (folder / "records/attestations.yaml").read_text("utf-8")
    assert tenken(*options(evidence="design", valid_for="P1Y")).code == 0
    assert (folder / "records/attestations.yaml").read_text("utf-8").startswith(before)
    assert [one.evidence for one in attested(folder)] == ["fwexp", "design"]


def test_a_signal_that_no_plugin_reads_can_be_answered(tenken, folder, options):
    assert tenken(*options(evidence=None, signal="probe.cdr", valid_for=None)).code == 0
    (one,) = attested(folder)
    assert (one.signal, one.valid_for) == ("probe.cdr", "P1Y")


def test_where_one_thing_is_asked_for_it_need_not_be_named(tenken, folder, options):
    assert tenken(*options("ALPHA-T09", evidence=None, valid_for=None)).code == 0
    (one,) = attested(folder)
    assert (one.evidence, one.valid_for) == ("accreview", "P1Y")


def test_kinds_of_asset_are_kept(tenken, folder, options):
    assert tenken(*options(), "--asset", "lbo").code == 0
    assert attested(folder)[0].assets == ("lbo",)


def test_it_says_until_when_it_will_count(tenken, options):
    assert f"It counts until {last_day(SIGNED, 'P3M')}." in tenken(*options()).out


def test_it_says_that_it_does_not_count_any_more(tenken, options):
    said = tenken(*options(date="2020-01-01"))
    assert said.code == 0
    assert "It does not count: it expired after 2020-04-01" in said.out


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"control": "ALPHA-T88"}, "no control is called 'ALPHA-T88'; did you mean 'ALPHA-T08'?"),
        ({"evidence": "fwexport"}, "--evidence: 'fwexport' is not known here; allowed: fwexp, design"),
        ({"signal": "probe.cd", "evidence": None}, "--signal: 'probe.cd' is not known here; allowed:"),
        ({"signal": "m365.malf", "evidence": None}, "'m365.malf' is read from the cloud itself"),
        ({"signal": "probe.cdr"}, "--signal: one attestation answers one thing; make two of it"),
        ({"document": "nowhere.pdf"}, "--document: the document can't be read: nowhere.pdf"),
        ({"role": "tanaka@aozora.example"}, "--role: 'tanaka@aozora.example' is an account"),
        ({"role": None}, "add --role: it can only be asked for at a terminal"),
        ({"statement": " "}, "--statement: 'statement' is empty; write it"),
        ({"date": "R8.11.1"}, "--date: 'R8.11.1' is no date; write 2026-11-20 or 令和8年11月20日"),
        ({"valid_for": "3 months"}, "--valid-for: '3 months' is no duration; write P3M, P1Y or P30D"),
        ({"valid_until": "2027-01-31"}, "give one of valid_until: 2027-03-31 and valid_for: P1Y"),
        ({"valid_until": "2020-01-31", "valid_for": None}, "it ends (2020-01-31) before it begins"),
        ({"valid_for": "permanent"}, "'permanent' is not what the control asks for"),
        (
            {"organisation": "hoshizora"},
            "there is no organisation 'hoshizora'; the configuration has: aozora",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_written(tenken, folder, options, changes, told):
    said = tenken(*options(**changes))
    assert said.code == 2
    assert told in said.err
    assert said.err.count("\n") == 1
    assert not (folder / "records").exists()


def test_an_unknown_kind_of_asset_is_refused(tenken, options):
    said = tenken(*options(), "--asset", "printer")
    assert said.code == 2
    assert "--asset: 'printer' is not known here; allowed: terminal, server" in said.err


def test_a_file_that_is_wrong_already_is_told_and_left_alone(tenken, folder, options):
    (folder / "records").mkdir()
    (folder / "records/attestations.yaml").write_text("attestations: [{colour: red}]\n")
    said = tenken(*options())
    assert said.code == 2
    assert said.err.startswith("tenken: records/attestations.yaml:1:")
    assert (folder / "records/attestations.yaml").read_text() == "attestations: [{colour: red}]\n"


def test_a_control_that_settings_alone_decide_has_nothing_to_attest(tenken, options):
    said = tenken(*options("LINE-1", evidence=None))
    assert said.code == 2
    assert "LINE-1 is decided by settings alone" in said.err


def test_what_no_option_says_is_asked_for(tenken, folder, document, typing):
    typing("fwexp", document, "設定を確認した。", "情報政策課長", "令和8年11月1日", "2027-01-31", "y")
    said = tenken("attest", "ALPHA-T08")
    assert said.code == 0
    (one,) = attested(folder)
    assert (one.evidence, one.date, one.valid_until) == ("fwexp", "令和8年11月1日", "2027-01-31")


def test_the_questions_begin_with_what_the_control_asks_for(tenken, document, typing):
    typing()
    said = tenken("attest", "ALPHA-T08", "--lang", "ja")
    assert said.code == 130
    assert "ファイアウォール等の設定書き出し" in said.out
    assert "probe.cdr" in said.out
    assert "m365.malf" not in said.out


def test_a_wrong_answer_is_asked_for_again(tenken, folder, document, typing):
    typing("fwexp", "nowhere.pdf", document, "確認した。", "a@b.example", "", "", "情報政策課長", "y")
    said = tenken("attest", "ALPHA-T08")
    assert said.code == 0
    assert "the document can't be read: nowhere.pdf" in said.out
    assert "is an account" in said.out
    assert attested(folder)[0].role == "情報政策課長"


def test_without_consent_nothing_is_written(tenken, folder, options, typing):
    typing("n")
    assert tenken(*options()).code == 130
    assert not (folder / "records").exists()


def test_consent_can_be_given_beforehand(tenken, folder, options, typing):
    typing()
    assert tenken(*options(), "--yes").code == 0
    assert len(attested(folder)) == 1
