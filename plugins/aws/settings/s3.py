"""Buckets: exposure, encryption, policy."""

from plugins.aws.settings.account import Account
from scanner import setting, value


@setting("AWS::S3::Bucket", key="name", name="name", region="region")
class Bucket:
    """A bucket. Source: S3 ListBuckets (``Name``, ``BucketRegion``), GetBucketLocation."""

    name: str
    region: str


@value
class PublicAccessFlags:
    """The four flags of a public access block; true is the protected state.

    Source: S3 API type PublicAccessBlockConfiguration.
    """

    block_acls: bool
    ignore_acls: bool
    block_policy: bool
    restrict_buckets: bool


@setting("AWS::S3::AccountPublicAccessBlock", of="account", singleton=True)
class AccountPublicAccess:
    """The account's public access block; None if there is none.

    Source: S3 Control GetPublicAccessBlock (error NoSuchPublicAccessBlockConfiguration: none).
    """

    account: Account
    flags: PublicAccessFlags | None


@setting("AWS::S3::Bucket/public-access-block", of="bucket")
class BucketPublicAccess:
    """The bucket's own public access block; None if there is none.

    Source: S3 GetPublicAccessBlock (error NoSuchPublicAccessBlockConfiguration: none).
    """

    bucket: Bucket
    flags: PublicAccessFlags | None


@setting("AWS::S3::Bucket/policy-status", of="bucket")
class BucketPolicyStatus:
    """Whether S3 itself calls the bucket's policy public; None if there is no policy.

    Source: S3 GetBucketPolicyStatus, ``IsPublic`` (error NoSuchBucketPolicy: none).
    """

    bucket: Bucket
    public: bool | None


@setting("AWS::S3::Bucket/encryption", of="bucket")
class BucketEncryption:
    """The default encryption: algorithm and key, as written there; None if there is none.

    `key` may be a key id, a key ARN, an alias name or an alias ARN; None means the key that AWS
    manages for S3 (or no KMS at all).
    Source: S3 GetBucketEncryption, API type ServerSideEncryptionByDefault
    (error ServerSideEncryptionConfigurationNotFoundError: none).
    """

    bucket: Bucket
    algorithm: str | None
    key: str | None


@setting("AWS::S3::Bucket/policy", of="bucket")
class BucketPolicy:
    """The bucket policy as JSON text; None if there is none.

    Source: S3 GetBucketPolicy, ``Policy`` (error NoSuchBucketPolicy: none).
    """

    bucket: Bucket
    document: str | None


@value
class VersionExpiry:
    """An enabled lifecycle rule that deletes what was overwritten or deleted, after so many days.

    `kept` is how many older versions stay all the same, 0 if none. Source: S3 API type
    NoncurrentVersionExpiration (``NoncurrentDays``, ``NewerNoncurrentVersions``).
    """

    rule: str
    days: int
    kept: int


@setting("AWS::S3::Bucket/versioning", of="bucket")
class BucketVersioning:
    """Whether a bucket keeps what is overwritten or deleted: Enabled, Suspended, or None (never was).

    `expiries` are read where versioning is enabled. Source: S3 GetBucketVersioning,
    GetBucketLifecycleConfiguration (error NoSuchLifecycleConfiguration: none).
    """

    bucket: Bucket
    status: str | None
    expiries: tuple[VersionExpiry, ...]
