"""Timestamps of an authority on this machine: asked for once, checked offline."""

import http.server
import subprocess
import threading
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from scanner.package import STAMP
from tests.scanner.cli.packages import changed

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
