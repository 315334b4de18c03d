"""Workbooks that are none of ours, or that nobody should open."""

import shutil
import zipfile

import openpyxl
import pytest

from tests.scanner.cli.books import GOOD, book, fill

__all__ = ["book"]


def test_the_workbook_of_another_organisation_is_refused(tenken, folder, book):
    fill(book, {"CS-C01": GOOD})
    config = folder / "tenken.yaml"
    config.write_text(config.read_text("utf-8").replace("id: aozora", "id: midori"), "utf-8")
    said = tenken("records", "import", book)
    assert said.code == 2
    assert "'aozora'" in said.err


def test_another_workbook_is_refused(tenken, folder, book):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "hello"
    workbook.save(folder / "other.xlsx")
    said = tenken("records", "import", "other.xlsx")
    assert (said.code, said.err) == (
        2,
        "tenken: other.xlsx: no sheet of this workbook bears a form of Tenken\n",
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 with a password", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(tenken, folder, book, content):
    (folder / "other.xlsx").write_bytes(content)
    said = tenken("records", "import", "other.xlsx")
    assert said.code == 2
    assert said.err.startswith("tenken: other.xlsx: ")


def test_a_workbook_that_unpacks_to_too_much_is_refused(tenken, folder, book, monkeypatch):
    monkeypatch.setattr("scanner.form_file.UNPACKED_ALL", 1000)
    said = tenken("records", "import", book)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "safe" in said.err


def test_entities_in_the_xml_are_refused(tenken, folder, book):
    shutil.copy(book, folder / "other.xlsx")
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(folder / "other.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
                data = data.replace(b"?>", b"?>" + bomb, 1)
            target.writestr(name, data)
    said = tenken("records", "import", "other.xlsx")
    assert said.code == 2
    assert "Traceback" not in said.err


def test_a_workbook_of_too_many_sheets_is_refused_and_not_read_in_part(tenken, folder, book, monkeypatch):
    monkeypatch.setattr("scanner.form_file.SHEETS", 2)
    said = tenken("records", "import", book)
    assert (said.code, "more sheets" in said.err) == (2, True)
