"""What a recorder of AWS Config covers, by its own configuration item.

Sources: AWS Config Developer Guide, "Drift detection for the configuration recorder" (every recorder is
recorded itself, by default: what it covers, and whether it was stopped) and "Working with the configuration
recorder"; API types ConfigurationRecorder, RecordingStrategy and RecordingMode;
AWS::Config::ConfigurationRecorder of github.com/awslabs/aws-config-resource-schema, the names of the fields.
"""

from plugins.aws.answers import Answer

RECORDER = "AWS::Config::ConfigurationRecorder"
LINKED = "AWSConfigurationRecorderFor"
"""How the recorders of other services are called: what these record need not be the account's to see."""


def covers(recorder: Answer, kind: str) -> bool:
    """True if a recorder of the account's own is running and records a regional type."""
    if recorder["Name"].startswith(LINKED) or recorder["Recording"] is not True:
        return False
    group = recorder["RecordingGroup"]
    strategy = (group.get("RecordingStrategy") or Answer()).get("UseOnly")
    if strategy == "EXCLUSION_BY_RESOURCE_TYPES":
        return kind not in group["ExclusionByResourceTypes"]["ResourceTypes"]
    if strategy == "INCLUSION_BY_RESOURCE_TYPES":
        return kind in group["ResourceTypes"]
    if strategy in {"ALL_SUPPORTED_RESOURCE_TYPES", None}:
        return group["AllSupported"] is True or kind in (group.get("ResourceTypes") or ())
    return False


def continuous(recorder: Answer, kind: str) -> bool:
    """True if a recorder records a type whenever it changes, and not once a day."""
    mode = recorder.get("RecordingMode")
    if mode is None:  # recording once a day has to be chosen, by this field
        return True
    for override in mode.get("RecordingModeOverrides") or ():
        if kind in override["ResourceTypes"]:
            return bool(override["RecordingFrequency"] == "CONTINUOUS")
    return bool(mode["RecordingFrequency"] == "CONTINUOUS")
