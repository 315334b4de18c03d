"""The audit package: made, checked elsewhere, and every change to it told by name."""

import shutil
import stat
import zipfile
from hashlib import sha256

import pytest

from scanner.package import BEFORE, EVIDENCE, JSON, MANIFEST, SIGNATURE
from tests.scanner.cli.conftest import CONTENT
from tests.scanner.cli.packages import changed, signed_anew


def test_it_holds_reports_workbook_evidence_lists_and_documents(package):
    names = zipfile.ZipFile(package).namelist()
    assert names[:2] == [MANIFEST, SIGNATURE]
    wanted = {JSON, EVIDENCE, "assessment.html", "assessment.xlsx", "assessment.evidence.csv"}
    wanted |= {"assessment.risk.csv", "ciso-aozora.pdf"}
    wanted |= {f"documents/aozora/{sha256(CONTENT).hexdigest()[:12]}-proof.pdf"}
    assert wanted == set(names[2:])


def test_the_private_key_is_never_in_it(package, folder):
    secret = (folder / "signing.pem").read_bytes().splitlines()[1]
    with zipfile.ZipFile(package) as archive:
        assert not any(secret in archive.read(name) for name in archive.namelist())
    assert secret not in package.read_bytes()


def test_keys_are_for_their_owner_alone_and_never_written_over(tenken, folder):
    assert tenken("keygen", "signing.pem").code == 0
    assert stat.S_IMODE((folder / "signing.pem").stat().st_mode) == 0o600
    before = (folder / "signing.pem").read_bytes()
    said = tenken("keygen", "signing.pem")
    assert said.code != 0
    assert "never written over" in said.err
    assert (folder / "signing.pem").read_bytes() == before


def test_an_unchanged_package_is_good_and_gives_the_same_verdicts(tenken, package):
    said = tenken("verify", package, "--key", "signing.pem.pub")
    assert said.code == 0, said.out
    assert "the same verdicts, byte for byte" in said.out
    assert "Nothing was changed: 8 files." in said.out
    assert "not in the package: 別紙.pdf" in said.out
    assert "compare this fingerprint" not in said.out


def test_without_a_key_it_says_which_key_to_compare(tenken, package):
    said = tenken("verify", package)
    assert said.code == 0
    assert "compare this fingerprint" in said.out


def test_it_can_be_checked_by_the_fingerprint_alone(tenken, package, folder):
    (line,) = [one for one in tenken("verify", package).out.splitlines() if one.startswith("signed with")]
    fingerprint = line.rpartition(" ")[2]
    spaced = ":".join(fingerprint[place : place + 4].upper() for place in range(0, 64, 4))
    assert tenken("verify", package, "--key", spaced).code == 0
    said = tenken("verify", package, "--key", "0" * 64)
    assert said.code == 3
    assert "another key" in said.out


def test_the_same_evidence_gives_the_same_package(tenken, package, evidence):
    arguments = ("--key", "signing.pem", "--documents", "records")
    assert tenken("package", evidence, "--out", "again.zip", *arguments).code == 0
    assert package.with_name("again.zip").read_bytes() == package.read_bytes()


CHANGES = {
    "changed: assessment.html": lambda files: files.update({"assessment.html": b"all is well"}),
    "missing: assessment.xlsx": lambda files: files.pop("assessment.xlsx"),
    "added: extra.txt": lambda files: files.update({"extra.txt": b"x"}),
    f"changed: {EVIDENCE}": lambda files: files.update({EVIDENCE: files[EVIDENCE][:-1] + b"x"}),
    "the list was changed": lambda files: files.update({MANIFEST: files[MANIFEST] + b" "}),
}


@pytest.mark.parametrize("words", CHANGES)
def test_every_change_is_told_by_name(tenken, package, words):
    changed(package, CHANGES[words])
    said = tenken("verify", package, "--key", "signing.pem.pub")
    assert said.code == 3
    assert words in said.out
    assert "Something is wrong" in said.out


def test_a_package_that_somebody_else_signed_anew_is_told_by_the_key(tenken, package, evidence):
    tenken("keygen", "other.pem")
    tenken("package", evidence, "--key", "other.pem", "--out", "forged.zip")
    said = tenken("verify", "forged.zip", "--key", "signing.pem.pub")
    assert said.code == 3
    assert "another key" in said.out


def test_a_report_that_does_not_follow_from_the_evidence_is_told_though_it_is_signed(tenken, package, folder):
    """Whoever holds the key may sign what they like: the evidence says otherwise."""

    with zipfile.ZipFile(package) as archive:
        before = archive.read(JSON)
    better = before.replace(b'"status": "not-met"', b'"status": "met"')
    assert better != before
    signed_anew(package, folder / "signing.pem", {JSON: better})
    said = tenken("verify", package, "--key", "signing.pem.pub")
    assert said.code == 3
    assert "judged again, the verdict is another: LINE-1" in said.out


def test_with_an_earlier_reading_it_is_judged_with_it(tenken, package, evidence, folder):
    shutil.copy(evidence, folder / "before.tenken")
    arguments = ("--key", "signing.pem", "--before", "before.tenken", "--out", "two.zip")
    assert tenken("package", evidence, *arguments).code == 0
    assert BEFORE in zipfile.ZipFile(folder / "two.zip").namelist()
    said = tenken("verify", "two.zip", "--key", "signing.pem.pub")
    assert (said.code, "byte for byte" in said.out) == (0, True)


@pytest.mark.parametrize(
    "content", ["no key", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused_before_anything_is_written(tenken, evidence, folder, content):
    (folder / "bad.pem").write_text(content)
    said = tenken("package", evidence, "--key", "bad.pem", "--out", "package.zip")
    assert said.code == 2
    assert said.err.startswith("tenken: bad.pem: ")
    assert not (folder / "package.zip").exists()
