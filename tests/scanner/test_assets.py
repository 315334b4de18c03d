"""Assets, systems and plans: what the files must say."""

from datetime import date

import pytest

from scanner.model import Resource
from scanner.systems import System
from scanner.yamlfile import YamlError
from tests.scanner.people_world import less, people

ASSET = {
    "id": "lgwan-servers",
    "name": "LGWAN業務サーバ",
    "kind": "server",
    "importance": 3,
    "threats": {"TH1": 3, "TH2": 3, "TH3": "none", "TH4": 2, "TH5": 3, "TH6": 1},
}
LOWERED = {
    "threat": "TH2",
    "level": 2,
    "reason": "同一製品による。",
    "role": "情報政策課長",
    "date": "2026-11-20",
}
SYSTEM = {"id": "resident-records", "name": "住民記録", "tag": "system=jumin", "importance": 3}
OPERATOR = {"id": "vendor-a", "name": "青空情報サービス株式会社", "systems": ["resident-records"]}
PLAN = {
    "control": "ALPHA-T08",
    "measure": "更新する。",
    "owner": "情報政策課",
    "date": "2026-04-01",
    "due": "2027-01-31",
}


def sheet(*assets, **changes):
    whole = {"role": "情報処理安全確保支援士（委託先）", "date": "令和8年11月20日", "assets": list(assets)}
    return less(whole, **changes)


def refused(folder, **files):
    with pytest.raises(YamlError) as error:
        people(folder, **files)
    return str(error.value)


def test_a_sheet_is_signed_by_a_role_on_a_day(tmp_path):
    found = people(tmp_path, assets=sheet(ASSET)).assets
    assert (found.role, found.signed) == ("情報処理安全確保支援士（委託先）", date(2026, 11, 20))


def test_threats_that_do_not_exist_are_not_rated(tmp_path):
    (asset,) = people(tmp_path, assets=sheet(ASSET)).assets.assets
    assert dict(asset.rated) == {"TH1": 3, "TH2": 3, "TH4": 2, "TH5": 3, "TH6": 1}


def test_a_person_gives_a_reason_for_lowering(tmp_path):
    (asset,) = people(tmp_path, assets=sheet(less(ASSET, lowered=[LOWERED]))).assets.assets
    assert (asset.lowest("TH2").level, asset.lowest("TH1")) == (2, None)
    message = refused(tmp_path, assets=sheet(less(ASSET, lowered=[less(LOWERED, reason=" ")])))
    assert "'reason' is empty" in message


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "servers"}, "there is no kind of asset 'servers'; did you mean 'server'?"),
        ({"importance": 4}, "expected 1 | 2 | 3"),
        ({"importance": "high"}, "'high' is not known here; allowed: 1, 2, 3"),
        ({"threats": {"TH1": 3}}, "no level is given for TH2, TH3, TH4, TH5, TH6"),
        ({"threats": ASSET["threats"] | {"TH7": 1}}, "there is no threat 'TH7'; did you mean"),
        ({"threats": ASSET["threats"] | {"TH1": 0}}, "expected 1 | 2 | 3 | none"),
        ({"lowered": [less(LOWERED, level=3)]}, "expected 1 | 2"),
        ({"lowered": [less(LOWERED, threat="TH9")]}, "there is no threat 'TH9'"),
        ({"name": ""}, "'name' is empty"),
    ],
)
def test_a_wrong_asset_is_refused_with_its_place(tmp_path, wrong, said):
    message = refused(tmp_path, assets=sheet(less(ASSET, **wrong)))
    assert said in message
    assert "assets.yaml:1:" in message


def test_a_sheet_needs_assets_a_role_and_a_day(tmp_path):
    assert "there is no asset; add one" in refused(tmp_path, assets=sheet())
    assert "the key 'role' is missing" in refused(tmp_path, assets=less(sheet(ASSET), "role"))
    assert "is no date" in refused(tmp_path, assets=sheet(ASSET, date="11/20"))


def test_two_assets_need_two_ids(tmp_path):
    assert "id 'lgwan-servers' is already given in line 1" in refused(tmp_path, assets=sheet(ASSET, ASSET))


def test_systems_and_who_runs_them(tmp_path):
    found = people(tmp_path, systems={"systems": [SYSTEM], "operators": [OPERATOR]})
    assert found.systems[0].tag == "system=jumin"
    assert found.operators[0].systems == ("resident-records",)


def test_a_system_at_an_unknown_target_is_refused(tmp_path):
    lost = less(SYSTEM, targets=["aozora-org/444455556666", "nowhere"])
    with pytest.raises(YamlError, match="there is no target 'nowhere'"):
        people(tmp_path, ("aozora-org",), systems={"systems": [lost]})


def test_all_at_a_target_of_its_own_belongs_to_a_system():
    mine = System(
        id="tax", name="税務", importance=3, targets=("aozora-org/444455556666",), resources=("b*",)
    )
    somewhere = Resource("AWS::S3::Bucket", "elsewhere")
    assert mine.has(somewhere, "aozora-org/444455556666")
    assert not mine.has(somewhere, "aozora-org/777788889999")
    assert not mine.has(somewhere, "aozora-org")
    assert mine.has(Resource("AWS::S3::Bucket", "backup"), "aozora-org/777788889999")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"systems": [less(SYSTEM, tag="jumin")]}, "'jumin' is no tag; write key=value"),
        ({"systems": [SYSTEM, SYSTEM]}, "id 'resident-records' is already given"),
        ({"systems": [], "operators": [OPERATOR]}, "there is no system 'resident-records'"),
    ],
)
def test_wrong_systems_are_refused(tmp_path, files, said):
    assert said in refused(tmp_path, systems=files)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"control": "ALPHA-T80"}, "did you mean 'ALPHA-T08'?"),
        ({"due": "2026-03-31"}, "it is due before it begins"),
        ({"done": "soon"}, "is no date"),
        ({"owner": "taro@aozora.example"}, "write the role"),
    ],
)
def test_a_wrong_plan_is_refused(tmp_path, wrong, said):
    assert said in refused(tmp_path, plans=[less(PLAN, **wrong)])
