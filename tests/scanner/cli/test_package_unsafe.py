"""Packages that nobody should open: unsafe names, doubles, links, bombs, damage."""

import zipfile

import pytest

from tests.scanner.cli.packages import link, rewritten

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
