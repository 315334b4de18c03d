"""A stand-in for S3 in a process of its own: 1,000 buckets, the six answers about each, nothing else.

The XML is as the S3 API reference shows it for each operation. Run as a program, it prints its port.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

BUCKETS = 1000
NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
FLAGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
LIST = "".join(
    f"<Bucket><Name>bucket-{number:04}</Name><CreationDate>2026-04-01T00:00:00.000Z</CreationDate>"
    "<BucketRegion>ap-northeast-1</BucketRegion></Bucket>"
    for number in range(BUCKETS)
)
XML = {
    "encryption": f"<ServerSideEncryptionConfiguration {NAMESPACE}><Rule><ApplyServerSideEncryptionByDefault>"
    "<SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
    "</ServerSideEncryptionConfiguration>",
    "versioning": f"<VersioningConfiguration {NAMESPACE}><Status>Enabled</Status></VersioningConfiguration>",
    "publicAccessBlock": f"<PublicAccessBlockConfiguration {NAMESPACE}>"
    + "".join(f"<{flag}>true</{flag}>" for flag in FLAGS)
    + "</PublicAccessBlockConfiguration>",
    "policyStatus": f"<PolicyStatus {NAMESPACE}><IsPublic>false</IsPublic></PolicyStatus>",
    "logging": f"<BucketLoggingStatus {NAMESPACE}><LoggingEnabled><TargetBucket>logs</TargetBucket>"
    "<TargetPrefix>a/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
    "requestPayment": f"<RequestPaymentConfiguration {NAMESPACE}><Payer>BucketOwner</Payer>"
    "</RequestPaymentConfiguration>",
}
LISTING = f"<ListAllMyBucketsResult {NAMESPACE}><Buckets>{LIST}</Buckets></ListAllMyBucketsResult>"


def _answer(text: str) -> bytes:
    body = text.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


ANSWERS = {name.encode(): _answer(text) for name, text in XML.items()}
ALL = _answer(LISTING)


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            query = head.split(b" ", 2)[1].partition(b"?")[2]
            writer.write(ANSWERS.get(query.partition(b"=")[0].partition(b"&")[0], ALL))
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _main() -> None:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def stub() -> Iterator[str]:
    """The base URL of a stand-in that runs meanwhile."""
    program = [sys.executable, "-m", "benchmarks.stub"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env={**os.environ}) as process:
        assert process.stdout
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(_main())
