"""Fields that are new in the service: earlier runs of the same target make them known."""

from dataclasses import replace

import pytest

from scanner.cli import storing
from scanner.config import Config
from scanner.connection import Shape
from scanner.host import Host
from scanner.sentinel import NewField
from scanner.store import Store
from tests.scanner.store.worlds import PROVIDERS, run_of

HOST = Host(plugins=(), providers=PROVIDERS, renderers={}, mapping_files=(), problems=())


def seen(number, *keys):
    evidence, assessment = run_of(number, a="AES")
    return replace(
        evidence, targets=(replace(evidence.targets[0], shapes=(Shape("List", keys),)),)
    ), assessment


@pytest.fixture
def config(tmp_path):
    return Config(organisations=(), store=str(tmp_path / "kept.db"))


def unseen(config, evidence):
    return storing.compared(None, config, HOST, evidence).targets[0].unseen


def test_the_first_run_of_a_target_knows_no_earlier_one(config):
    assert unseen(config, seen(1, "a:str")[0]) is None


def test_what_no_earlier_run_saw_is_unseen_until_a_run_is_kept_with_it(config):
    with Store.open(config.store) as store:
        store.add(*seen(1, "a:str"))
    now, assessment = seen(2, "a:str", "b:bool")
    assert unseen(config, now) == (NewField(operation="List", field="b"),)
    with Store.open(config.store) as store:
        store.add(now, assessment)
    assert unseen(config, seen(3, "a:str", "b:bool")[0]) == ()


def test_without_a_store_nothing_is_compared(config):
    now, _ = seen(1, "a:str")
    assert storing.compared("none", config, HOST, now) is now
