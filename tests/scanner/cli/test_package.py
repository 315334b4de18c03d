"""The audit package: made, checked elsewhere, and every change to it told by name."""

import http.server
import json
import shutil
import stat
import subprocess
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import msgspec
import pytest

from scanner.package import BEFORE, EVIDENCE, JSON, MANIFEST, SIGNATURE, STAMP, manifest_of
from scanner.package_file import Content
from scanner.signing import sign

CONTENT = "実施記録".encode()


@pytest.fixture
def evidence(tenken, configured, folder):
    """Evidence of a reading, with what people have shown."""
    configured("bad")
    (folder / "records").mkdir()
    (folder / "records/proof.pdf").write_bytes(CONTENT)
    item = {
        "control": "CS-C01",
        "evidence": "iso",
        "statement": "確認した。",
        "document": "認証書.pdf",
        "path": "proof.pdf",
        "sha256": sha256(CONTENT).hexdigest(),
        "role": "情報政策課長",
        "date": "2026-11-01",
        "valid_for": "P1Y",
    }
    gone = {**item, "document": "別紙.pdf", "path": "gone.pdf"}
    (folder / "records/attestations.yaml").write_text(json.dumps({"attestations": [item, gone]}), "utf-8")
    assert tenken("collect", "--out", "evidence.tenken").code == 0
    return folder / "evidence.tenken"


@pytest.fixture
def package(tenken, folder, evidence):
    """A package of it."""
    assert tenken("keygen", "signing.pem").code == 0
    said = tenken(
        "package", evidence, "--key", "signing.pem", "--out", "package.zip", "--documents", "records"
    )
    assert said.code == 0, said.err
    return folder / "package.zip"


def changed(package, change):
    """The package with its files changed: `change` gets them by name."""
    with zipfile.ZipFile(package) as source:
        files = {name: source.read(name) for name in source.namelist()}
    change(files)
    with zipfile.ZipFile(package, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)


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

    def forge(files):
        better = files[JSON].replace(b'"status": "not-met"', b'"status": "met"')
        assert better != files[JSON]
        files[JSON] = better
        listed = manifest_of(files[MANIFEST])
        content = Content(JSON, len(better), sha256(better).hexdigest())
        whole = tuple(content if one.name == JSON else one for one in listed.files)
        files[MANIFEST] = msgspec.json.encode(replace(listed, files=whole))
        files[SIGNATURE] = msgspec.json.encode(sign(files[MANIFEST], folder / "signing.pem"))

    changed(package, forge)
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


def rewritten(package, names):
    """The package with further files of these names, as a careless or an evil program writes them."""
    with zipfile.ZipFile(package, "a") as archive:
        for name in names:
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name), b"x")


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


UNSAFE = [
    "../away",
    "/etc/passwd",
    "a/../../b",
    "C:\\away",
    "a//b",
    "folder/",
    "dot./x",
    "nul\x01",
    "Assessment.JSON",
]


@pytest.mark.parametrize("name", [*UNSAFE, link("link")], ids=repr)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_unsafe_names_doubles_and_links_are_refused(tenken, package, name):
    rewritten(package, [name])
    said = tenken("verify", package)
    assert said.code == 2
    assert said.err.startswith(f"tenken: {package}: the package has ")


def test_a_bomb_is_refused(tenken, package, monkeypatch):
    monkeypatch.setattr("scanner.package_file.ALL", 1000)
    said = tenken("verify", package)
    assert (said.code, "safe to open" in said.err) == (2, True)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_package_is_refused(tenken, folder, content):
    (folder / "other.zip").write_bytes(content)
    said = tenken("verify", "other.zip")
    assert (said.code, said.err) == (2, "tenken: other.zip: this is no package of Tenken\n")


def test_damage_within_a_file_is_told(tenken, package):
    data = bytearray(package.read_bytes())
    with zipfile.ZipFile(package) as archive:
        info = archive.getinfo("assessment.html")
    data[info.header_offset + 60 + len("assessment.html") + 200] ^= 0xFF
    package.write_bytes(bytes(data))
    said = tenken("verify", package)
    assert said.code in (2, 3)
    assert "assessment.html" in said.out + said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "content", ["no key", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused_before_anything_is_written(tenken, evidence, folder, content):
    (folder / "bad.pem").write_text(content)
    said = tenken("package", evidence, "--key", "bad.pem", "--out", "package.zip")
    assert said.code == 2
    assert said.err.startswith("tenken: bad.pem: ")
    assert not (folder / "package.zip").exists()


AUTHORITY = """\
[tsa]
default_tsa = tsa1
[tsa1]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_chain = no
"""


@pytest.fixture
def authority(tmp_path):
    """A timestamp authority on this machine: its address, and its root certificate."""
    folder = tmp_path / "authority"
    folder.mkdir()
    root = _certificates(folder)
    (folder / "serial").write_text("01")
    (folder / "tsa.cnf").write_text(AUTHORITY.format(folder=folder))

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query").write_bytes(query)
            command = [
                "openssl",
                "ts",
                "-reply",
                "-queryfile",
                "query",
                "-config",
                "tsa.cnf",
                "-out",
                "reply",
            ]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *arguments):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", root
        server.shutdown()
        thread.join()


def _certificates(folder):
    """A root and a signer of timestamps; gives the root's file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def name(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    keys = {text: ec.generate_private_key(ec.SECP256R1()) for text in ("root", "tsa")}
    now = datetime.now(UTC)

    def certificate(text, *extensions):
        builder = x509.CertificateBuilder().subject_name(name(text)).issuer_name(name("root"))
        builder = builder.public_key(keys[text].public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=1))
        builder = builder.not_valid_after(now + timedelta(days=30))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(keys["root"], hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    (folder / "root.pem").write_bytes(
        certificate("root", (x509.BasicConstraints(ca=True, path_length=None), True))
    )
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    (folder / "tsa.pem").write_bytes(certificate("tsa", (usage, True)))
    (folder / "tsa.key").write_bytes(
        keys["tsa"].private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return folder / "root.pem"


@pytest.mark.needs_system("openssl")
def test_a_timestamp_says_when_and_is_checked_offline(tenken, package, evidence, authority, tmp_path):
    url, root = authority
    arguments = ("--key", "signing.pem", "--timestamp", url, "--out", "stamped.zip")
    said = tenken("package", evidence, *arguments)
    assert said.code == 0, said.err
    assert STAMP in zipfile.ZipFile(package.with_name("stamped.zip")).namelist()
    said = tenken("verify", "stamped.zip", "--authority", root)
    assert said.code == 0, said.out
    assert "stamped: " in said.out
    assert "nobody has vouched" not in said.out
    assert "nobody has vouched" in tenken("verify", "stamped.zip").out

    other = tmp_path / "other"
    other.mkdir()
    said = tenken("verify", "stamped.zip", "--authority", _certificates(other))
    assert said.code == 3
    assert "no authority that is trusted" in said.out

    changed(package.with_name("stamped.zip"), lambda files: files.update({STAMP: b"x"}))
    said = tenken("verify", "stamped.zip", "--authority", root)
    assert (said.code, "timestamp can't be read" in said.out) == (3, True)


@pytest.mark.needs_system("openssl")
def test_the_timestamp_of_another_package_is_told(tenken, package, evidence, authority, folder):
    url, root = authority
    tenken("package", evidence, "--key", "signing.pem", "--timestamp", url, "--out", "stamped.zip")
    stamp = zipfile.ZipFile(folder / "stamped.zip").read(STAMP)
    tenken("keygen", "other.pem")
    tenken("package", evidence, "--key", "other.pem", "--out", "other.zip")
    changed(folder / "other.zip", lambda files: files.update({STAMP: stamp}))
    said = tenken("verify", "other.zip", "--authority", root)
    assert (said.code, "something else" in said.out) == (3, True)


def test_an_authority_that_does_not_answer_stops_it_and_nothing_is_written(tenken, package, evidence, folder):
    arguments = ("--key", "signing.pem", "--timestamp", "http://127.0.0.1:9/", "--out", "stamped.zip")
    said = tenken("package", evidence, *arguments)
    assert said.code == 2
    assert "does not answer" in said.err
    assert not (folder / "stamped.zip").exists()


def test_where_a_stamp_was_expected_and_none_is_there_it_says_so(tenken, package, tmp_path):
    (tmp_path / "keys").mkdir()
    said = tenken("verify", package, "--authority", _certificates(tmp_path / "keys"))
    assert (said.code, "no timestamp to check" in said.out) == (3, True)
