"""What uses a key: resources that name it, grants, and its last use."""

from plugins.aws.settings.kms import KeyDetail
from scanner import ALL, Instant, setting


@setting("AWS::KMS::KeyUser", key=("kind", "resource"), name="resource", region="region", passing=ALL)
class KeyUser:
    """A resource that is encrypted with a key; `key` is named by id, ARN or alias.

    Sources: EC2 API types Volume, Snapshot (``KmsKeyId``, of an encrypted one); RDS API types DBInstance,
    DBCluster; EFS API type FileSystemDescription; CloudWatch Logs API type LogGroup (``kmsKeyId``).
    """

    kind: str
    resource: str
    region: str
    key: str


@setting("AWS::KMS::Key/grants", of="detail", passing=ALL)
class KeyGrants:
    """Who was granted the use of a customer key that can't be used now, without repetition.

    Source: KMS ListGrants, API type GrantListEntry (``GranteePrincipal``, ``GranteeServicePrincipal``).
    """

    detail: KeyDetail
    grantees: tuple[str, ...]


@setting("AWS::KMS::Key/last-use", of="detail", passing=ALL)
class KeyLastUse:
    """When a customer key that can be used was last used; None if that is not recorded.

    KMS records since `tracked`; the key was made at `created`. Source: KMS GetKeyLastUsage
    (``KeyLastUsage``, ``TrackingStartDate``, ``KeyCreationDate``).
    """

    detail: KeyDetail
    used: Instant | None
    tracked: Instant
    created: Instant
