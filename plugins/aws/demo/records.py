"""The trail of 青空市: it records everything, but its files have no own key and go too soon."""

from plugins.aws.demo.answers import CENTRAL, PREFECTURE
from plugins.aws.demo.clients import TOKYO, Clients
from plugins.aws.demo.storage import BLOCK


def fill_records(aws: Clients) -> None:
    """Make the log bucket and one trail of every region."""
    s3 = aws("s3")
    s3.create_bucket(Bucket="aozora-trail", CreateBucketConfiguration={"LocationConstraint": TOKYO})
    s3.put_public_access_block(Bucket="aozora-trail", PublicAccessBlockConfiguration=BLOCK)
    s3.put_bucket_versioning(Bucket="aozora-trail", VersioningConfiguration={"Status": "Enabled"})
    rule = {"ID": "tidy", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 90}}
    s3.put_bucket_lifecycle_configuration(Bucket="aozora-trail", LifecycleConfiguration={"Rules": [rule]})
    trail = aws("cloudtrail")
    trail.create_trail(
        Name="aozora", S3BucketName="aozora-trail", IsMultiRegionTrail=True, EnableLogFileValidation=True
    )
    chosen = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}
    trail.put_event_selectors(TrailName="aozora", EventSelectors=[chosen])
    trail.start_logging(Name="aozora")


def write_to_prefecture(aws: Clients) -> None:
    """Let a second trail write to a bucket of the prefecture, which the city may not look into."""
    s3 = aws.of(PREFECTURE)("s3")
    s3.create_bucket(Bucket=CENTRAL, CreateBucketConfiguration={"LocationConstraint": TOKYO})
    trail = aws("cloudtrail")
    trail.create_trail(
        Name="aozora-central", S3BucketName=CENTRAL, IsMultiRegionTrail=True, EnableLogFileValidation=True
    )
    trail.start_logging(Name="aozora-central")


def tell_nobody(aws: Clients) -> None:
    """Tell of events of AWS Health by a topic whose subscriber never confirmed."""
    topic = aws("sns").create_topic(Name="aozora-alerts")["TopicArn"]
    aws("sns").subscribe(TopicArn=topic, Protocol="email", Endpoint="it@aozora.example")
    aws("events").put_rule(Name="aozora-health", EventPattern='{"source": ["aws.health"]}')
    aws("events").put_targets(Rule="aozora-health", Targets=[{"Id": "1", "Arn": topic}])
