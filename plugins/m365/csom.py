"""SharePoint's client object model (CSOM), as far as it lists sites: one request that only reads.

The shape of request and answer: learn.microsoft.com/openspecs/sharepoint_protocols/ms-csom; the method:
learn.microsoft.com/dotnet/api/microsoft.online.sharepoint.tenantadministration.tenant.getsitepropertiesfromsharepoint.
"""

import re

_REQUEST = (
    '<Request AddExpandoFieldTypeSuffix="true" SchemaVersion="15.0.0.0" LibraryVersion="16.0.0.0" '
    'ApplicationName="tenken" xmlns="http://schemas.microsoft.com/sharepoint/clientquery/2009">'
    '<Actions><ObjectPath Id="2" ObjectPathId="1"/><ObjectPath Id="4" ObjectPathId="3"/>'
    '<Query Id="5" ObjectPathId="3"><Query SelectAllProperties="true"><Properties>'
    '<Property Name="NextStartIndexFromSharePoint" ScalarProperty="true"/></Properties></Query>'
    '<ChildItemQuery SelectAllProperties="true"><Properties/></ChildItemQuery></Query></Actions>'
    '<ObjectPaths><Constructor Id="1" TypeId="{268004ae-ef6b-4e9b-8425-127220d84719}"/>'
    '<Method Id="3" ParentId="1" Name="GetSitePropertiesFromSharePoint"><Parameters>%s'
    '<Parameter Type="Boolean">true</Parameter></Parameters></Method></ObjectPaths></Request>'
)
_START = '<Parameter Type="Null"/>'
_NEXT = '<Parameter Type="String">%s</Parameter>'
_FLAG = "Boolean"  # a word of its own: a recording keeps those
_INDEX = r"[^<>&\x00-\x1f]{1,2000}"
_MARK = "@index@"

SITES_BODY = (
    re.escape(_REQUEST)
    .replace("%s", f"(?:{re.escape(_START)}|{re.escape(_NEXT % _MARK)})")
    .replace(re.escape(_MARK), _INDEX)
)
"""The pattern of every body that `sites_request` gives."""


def sites_request(after: str | None) -> bytes:
    """The body that asks for the next page of sites; `after` is the index that the last page named.

    Raises `ValueError` for an index that isn't plain text.
    """
    if after is not None and not re.fullmatch(_INDEX, after):
        raise ValueError("not an index")
    return (_REQUEST % (_START if after is None else _NEXT % after)).encode()


def index_of(body: bytes) -> tuple[str, str]:
    """What tells the request for one page of sites from the others: a mark with ``{}``, and its index."""
    found = re.search(f'<Parameter Type="String">({_INDEX})</Parameter>', body.decode())
    if found is None:
        return "Null", ""
    return f'String">{{}}</Parameter><Parameter Type="{_FLAG}', found[1]
