"""Packages that nobody should open: unsafe names, doubles, links, bombs, damage."""

import zipfile

import pytest

from scanner.package import JSON, SIGNATURE
from tests.scanner.cli.packages import changed, link, rewritten, signed_anew

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


def test_what_is_hidden_beside_the_files_is_refused(tenken, package):
    data = package.read_bytes()
    package.write_bytes(b"#!/bin/sh\n" + data)
    assert "beside its files" in tenken("verify", package).err
    package.write_bytes(data)
    with zipfile.ZipFile(package, "a") as archive:
        archive.comment = b"hello"
    assert "beside its files" in tenken("verify", package).err


@pytest.mark.parametrize(
    "signature", [b'{"algorithm": "Ed25519", "public_key": "?", "signature": "?"}', b"[]"]
)
def test_a_signature_that_is_none_is_told(tenken, package, signature):
    changed(package, lambda files: files.update({SIGNATURE: signature}))
    said = tenken("verify", package)
    assert said.code in (2, 3)
    assert "Traceback" not in said.err
    assert "fault of Tenken" not in said.err


@pytest.mark.parametrize("content", [b"[]", b"{}", b"no json", b"[" * 100_000])
def test_an_assessment_that_is_none_is_told_though_it_is_signed(tenken, package, folder, content):
    signed_anew(package, folder / "signing.pem", {JSON: content})
    said = tenken("verify", package, "--key", "signing.pem.pub")
    assert (said.code, said.err) == (3, "")
    assert f"changed: {JSON}" in said.out
