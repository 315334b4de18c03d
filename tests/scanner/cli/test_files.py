"""Files are there whole or not at all."""

import stat

import pytest

from scanner.cli.files import write_all


def saying(text):
    return lambda out: out.write(text)


def failing(out):
    out.write(b"half")
    raise RuntimeError("midway")


def test_all_files_are_written_and_their_folder_made(tmp_path):
    write_all({tmp_path / "new/a": saying(b"one"), tmp_path / "new/b": saying(b"two")})
    assert [(path.name, path.read_bytes()) for path in sorted((tmp_path / "new").iterdir())] == [
        ("a", b"one"),
        ("b", b"two"),
    ]


def test_when_one_fails_none_is_written_and_nothing_stays_behind(tmp_path):
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(RuntimeError):
        write_all({tmp_path / "a": saying(b"after"), tmp_path / "b": failing})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"before"}


def test_a_file_that_is_there_is_replaced_and_becomes_its_owners_alone(tmp_path):
    (tmp_path / "a").write_bytes(b"before")
    (tmp_path / "a").chmod(0o644)
    write_all({tmp_path / "a": saying(b"after")})
    assert (tmp_path / "a").read_bytes() == b"after"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_folder_in_the_place_of_a_file_stops_all(tmp_path):
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError, match="b"):
        write_all({tmp_path / "a": saying(b"one"), tmp_path / "b": saying(b"two")})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
