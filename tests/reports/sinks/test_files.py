"""Events to standard output and to a file that rotates."""

import errno
import json
import os

import pytest

from reports.sinks import file
from scanner.sink import DELIVERED, Result
from scanner.testing.sink_contract import SinkContract, event, id_of
from scanner.yamlfile import Refused


class FileReceiver:
    def __init__(self, path):
        self.path = path
        self.options = file.FileOptions(path=str(path))

    @property
    def ids(self):
        return [json.loads(line)["metadata"]["uid"] for line in self.path.read_text("utf-8").splitlines()]

    def misbehave(self, kind, times):
        assert kind == "down"
        self.options = file.FileOptions(path=str(self.path / "no" / "such" / "folder"))


class TestFile(SinkContract):
    sink = file.SINKS[1]
    knows = ("down",)

    @pytest.fixture
    def receiver(self, tmp_path):
        return FileReceiver(tmp_path / "events.ndjson")


class Reader:
    """Reads standard output as a pipe would."""

    options = file.StdoutOptions()

    def __init__(self, capsys):
        self._capsys, self._seen = capsys, b""

    @property
    def ids(self):
        self._seen += self._capsys.readouterr().out
        return [json.loads(line)["metadata"]["uid"] for line in self._seen.splitlines()]

    def misbehave(self, kind, times):
        """Nothing that this protocol knows."""


class TestStdout(SinkContract):
    sink = file.SINKS[0]

    @pytest.fixture
    def receiver(self, capsysbinary):
        return Reader(capsysbinary)


def opened(path, **more):
    return file.File(file.FileOptions(path=str(path), **more))


def test_the_file_is_for_its_owner_alone(tmp_path):
    opened(tmp_path / "x").deliver([event(1)])
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


def test_a_full_file_makes_room_and_the_oldest_goes(tmp_path):
    sink = opened(tmp_path / "x", max_bytes=1, backups=2)
    for number in range(4):
        sink.deliver([event(number)])
    found = {path.name: json.loads(path.read_text())["metadata"]["uid"] for path in tmp_path.iterdir()}
    assert found == {"x": id_of(3), "x.1": id_of(2), "x.2": id_of(1)}


def test_without_backups_a_full_file_begins_anew(tmp_path):
    sink = opened(tmp_path / "x", max_bytes=1, backups=0)
    sink.deliver([event(1)])
    sink.deliver([event(2)])
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert json.loads((tmp_path / "x").read_text())["metadata"]["uid"] == id_of(2)


def test_a_full_disk_leaves_no_half_batch(tmp_path, monkeypatch):
    path = tmp_path / "x"
    sink = opened(path)
    sink.deliver([event(1)])
    whole, write = path.read_bytes(), os.write

    def full(handle, content):
        if len(content) < 100:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, content[:-50])

    monkeypatch.setattr(os, "write", full)
    receipt, *_ = sink.deliver([event(2)])
    assert receipt.result is Result.LATER
    assert "No space left" in str(receipt.reason)
    assert path.read_bytes() == whole


def test_standard_output_gets_a_line_per_event(capfdbinary):
    sink = file.SINKS[0].open(file.StdoutOptions())
    assert list(sink.deliver([event(1), event(2)])) == [DELIVERED] * 2
    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["metadata"]["uid"] for line in lines] == [id_of(1), id_of(2)]


@pytest.mark.parametrize("wrong", [{"max_bytes": 0}, {"backups": -1}])
def test_a_size_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(Refused):
        file.FileOptions(path="x", **wrong)
