"""Amazon S3: an object a batch, in folders by date, named by its content: sent again, it is the same one."""

import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from reports.sinks.aws import Identity, failed
from reports.sinks.batch import DELIVERED, parted
from scanner.sink import Outgoing, Receipt, Sink

SUFFIX = {"gzip": "gz", "zstd": "zst"}


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Options:
    """Where to. `kms_key` encrypts with a key of your own; without it the bucket's own setting holds."""

    bucket: str = field(metadata={"example": "aozora-siem"})
    prefix: str = "tenken"
    region: str | None = None
    profile: str | None = None
    role_arn: str | None = None
    compression: Literal["gzip", "zstd"] = "gzip"
    kms_key: str | None = None


class S3:
    """Puts objects."""

    def __init__(self, options: S3Options) -> None:
        self._options = options
        self._client: Any = None

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Put a batch as one object per day of its events."""
        receipts: dict[int, Receipt] = {}
        days: dict[str, list[int]] = {}
        for place, one in enumerate(batch):
            days.setdefault(_day(one), []).append(place)
        for day, places in days.items():
            found = parted([batch[place] for place in places], lambda part, day=day: self._put(day, part))  # type: ignore[misc]
            receipts.update(zip(places, found, strict=True))
        return [receipts[place] for place in range(len(batch))]

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _put(self, day: str, part: Sequence[Outgoing]) -> Receipt:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - starting time

        one = self._options
        content = b"".join(event.line.rstrip(b"\n") + b"\n" for event in part)
        name = hashlib.sha256(content).hexdigest()[:32]
        key = f"{one.prefix.strip('/')}/date={day}/{name}.ndjson.{SUFFIX[one.compression]}".lstrip("/")
        own = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": one.kms_key} if one.kms_key else {}
        try:
            if self._client is None:
                self._client = Identity(one.profile, one.role_arn, one.region).client("s3")
            self._client.put_object(
                Bucket=one.bucket,
                Key=key,
                Body=_packed(content, one.compression),
                ContentType="application/x-ndjson",
                **own,
            )
        except (BotoCoreError, ClientError) as error:
            return failed(error)
        return DELIVERED


def _packed(content: bytes, compression: str) -> bytes:
    if compression == "gzip":
        return gzip.compress(content, mtime=0)
    import zstandard  # noqa: PLC0415 - starting time

    return zstandard.ZstdCompressor().compress(content)


def _day(one: Outgoing) -> str:
    return datetime.fromtimestamp(one.payload.get("time", 0) / 1000, UTC).date().isoformat()


SINKS = (Sink("s3", "Amazon S3", S3Options, S3, most=5000, bytes=20_000_000, requires="aws"),)
