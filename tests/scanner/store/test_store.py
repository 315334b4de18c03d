"""A run comes back as it was; what did not change is kept once."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from scanner.connection import Shape
from scanner.sentinel import NewField
from scanner.store import Store, StoreError
from scanner.store.migrations import HEAD
from scanner.store.shapes import earlier_shapes
from scanner.store.tables import HEARD, NOTICE
from tests.scanner.store.worlds import CITY, DENIED, PROVIDERS, replace, run_of, sorted_by


def rows(store, table):
    with store.look() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_a_run_comes_back_as_it_was(store):
    evidence, assessment = run_of(1, a="AES", b=None, gaps=(DENIED,))
    store.add(evidence, assessment)
    (run,) = store.runs()
    back, found = store.evidence(run, PROVIDERS), store.found(run)
    assert (back.run, back.organisations, back.frameworks) == (evidence.run, (CITY,), ("rules",))
    for cls, reading in evidence.targets[0].readings.items():
        assert set(back.targets[0].readings[cls].items) == set(reading.items)
        assert back.targets[0].readings[cls].gaps == reading.gaps
    assert sorted_by(found.findings) == sorted_by(assessment.findings)
    assert set(found.controls) == set(assessment.controls)


def test_each_of_many_runs_is_as_it_was(store):
    made = [
        run_of(number, **{f"b{n}": "AES" if (number + n) % 3 else None for n in range(number % 4)})
        for number in range(9)
    ]
    for evidence, assessment in made:
        store.add(evidence, assessment)
    for run, (evidence, assessment) in zip(store.runs(), made, strict=True):
        back = store.evidence(run, PROVIDERS)
        for cls, reading in evidence.targets[0].readings.items():
            assert set(back.targets[0].readings[cls].items) == set(reading.items)
        assert sorted_by(store.found(run).findings) == sorted_by(assessment.findings)


def test_what_did_not_change_costs_nothing(store):
    store.add(*run_of(1, a="AES", b="AES"))
    before = rows(store, "content"), rows(store, "item")
    evidence, assessment = run_of(29, a="AES", b="AES")
    store.add(evidence, assessment)
    assert (rows(store, "content"), rows(store, "item")) == before
    store.add(*run_of(57, a=None, b="AES"))
    assert rows(store, "content") > before[0]


def test_a_run_is_kept_once(store):
    evidence, assessment = run_of(1, a="AES")
    assert store.add(evidence, assessment) == store.add(evidence, assessment)
    assert len(store.runs()) == 1


def test_runs_of_two_cities_leave_one_another_alone(store):
    other = replace(CITY, id="hoshizora", name="星空町")
    store.add(*run_of(1, a="AES"))
    store.add(*run_of(2, city=other, target="t2", z=None))
    store.add(*run_of(3, a="AES", b="AES"))
    assert [run.organisations for run in store.runs("hoshizora")] == [("hoshizora",)]
    first, second, third = store.runs()
    assert len(store.found(first).findings) == 2
    assert {one.target for one in store.found(second).findings} == {"t2"}
    assert {one.resource.id for one in store.found(third).findings} == {"a", "b"}


def test_a_run_is_found_by_the_beginning_of_its_id(store):
    store.add(*run_of(1, a="AES"))
    store.add(*run_of(2, a="AES"))
    assert store.run("00000001").number == store.runs()[0].number
    with pytest.raises(StoreError, match="several runs begin with '0000'"):
        store.run("0000")
    with pytest.raises(StoreError, match="no run 'nowhere'"):
        store.run("nowhere")


def test_a_failure_in_the_same_transaction_keeps_nothing(store):
    def fail(connection, number):
        raise RuntimeError(number)

    with pytest.raises(RuntimeError):
        store.add(*run_of(1, a="AES"), also=fail)
    assert (store.runs(), rows(store, "item"), rows(store, "content")) == ([], 0, 0)


def test_an_open_store_is_opened_again_as_it_is(address):
    with Store.open(address) as store:
        store.add(*run_of(1, a="AES"))
    with Store.open(address) as store:
        assert len(store.runs()) == 1


def test_the_file_is_for_its_owner_alone(tmp_path):
    place = tmp_path / "new" / "folder" / "tenken.db"
    with Store.open(str(place)) as store:
        store.add(*run_of(1, a="AES"))
        assert {stat.S_IMODE(one.stat().st_mode) for one in place.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_store_of_a_newer_tenken_is_left_alone(address):
    Store.open(address).close()
    url = (
        address.replace("postgresql:", "postgresql+psycopg:") if "://" in address else f"sqlite:///{address}"
    )
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=f"newer Tenken .tables 9999, here {HEAD}.; update Tenken") as caught:
        Store.open(address)
    assert "hunter2" not in str(caught.value)


def test_a_store_of_an_older_tenken_is_brought_up_to_date_after_a_copy(address):
    with Store.open(address) as store:
        store.add(*run_of(1, a="AES"))
        with store.change() as connection:
            connection.execute(HEARD.insert().values(organisation="aozora", uid="u", record=b"x"))
    older(address)
    with Store.open(address) as store:
        assert [one.id for one in store.runs()] == [run_of(1)[0].run.id]
        with store.look() as connection:
            assert list(connection.execute(select(HEARD))) == [("aozora", "u", b"x")]
            assert list(connection.execute(select(NOTICE))) == []
    if "://" not in address:
        (copy,) = Path(address).parent.glob("*.before-0002-from-0001")
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def older(address):
    """Put the tables back to what the first version made."""
    with Store.open(address) as store, store.change() as connection:
        for table in (HEARD, NOTICE):
            connection.execute(text(f"ALTER TABLE {table.name} RENAME TO {table.name}_new"))
        bytes_ = "BYTEA" if "://" in address else "BLOB"
        columns = f"uid VARCHAR(64) PRIMARY KEY, organisation VARCHAR(64), record {bytes_}"
        connection.execute(text(f"CREATE TABLE heard ({columns})"))
        connection.execute(text("CREATE INDEX ix_heard_organisation ON heard (organisation)"))
        connection.execute(text("INSERT INTO heard SELECT uid, organisation, record FROM heard_new"))
        connection.execute(text("CREATE TABLE notice (id VARCHAR(256) PRIMARY KEY)"))
        for table in (HEARD, NOTICE):
            connection.execute(text(f"DROP TABLE {table.name}_new"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def test_a_file_that_is_no_store_is_told(tmp_path):
    place = tmp_path / "x.db"
    place.write_text("this is no database, and long enough to be read as one" * 50)
    with pytest.raises(StoreError, match="damaged or no store"):
        Store.open(str(place))
    assert place.read_text().startswith("this is no database")


def test_a_file_that_may_not_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be opened"):
        Store.open(str(tmp_path / "file" / "tenken.db"))


@pytest.mark.parametrize("wrong", ["mysql://x/y", "nonsense://", "://"])
def test_an_address_that_is_none_is_refused(wrong):
    with pytest.raises(StoreError):
        Store.open(wrong)


def test_no_server_is_told_without_the_password():
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://tenken:hunter2@127.0.0.1:1/x")
    assert "127.0.0.1" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_the_default_place_is_the_variable_s(tmp_path, monkeypatch):
    monkeypatch.setenv("TENKEN_STORE", str(tmp_path / "mine.db"))
    with Store.open() as store:
        assert store.place == str(tmp_path / "mine.db")
    assert (tmp_path / "mine.db").exists()


def with_shapes(number, *keys, target="t1"):
    evidence, assessment = run_of(number, target=target, a="AES")
    shapes = (Shape("List", keys),) if keys else ()
    return replace(evidence, targets=(replace(evidence.targets[0], shapes=shapes),)), assessment


def test_the_fields_that_earlier_runs_saw_are_known_per_target(store):
    store.add(*with_shapes(1, "a:str"))
    store.add(*with_shapes(2, "a:str", "b:bool"))
    store.add(*with_shapes(3))
    store.add(*with_shapes(4, "other:str", target="t2"))
    assert earlier_shapes(store, {"t1", "t3"}) == {"t1": (Shape("List", ("a:str", "b:bool")),)}


def test_fields_that_no_earlier_run_saw_are_kept_with_the_evidence(store):
    evidence, assessment = with_shapes(1, "a:str", "b:bool")
    new = (NewField(operation="List", field="b"),)
    store.add(replace(evidence, targets=(replace(evidence.targets[0], unseen=new),)), assessment)
    assert store.evidence(store.runs()[0], PROVIDERS).targets[0].unseen == new
