"""AWS can reach the people in charge."""

from collections.abc import Iterator

from plugins.aws.settings.contacts import AlternateContacts
from scanner import Fail, Pass, Severity, Verdict, check


@check("aws.account.contacts", severity=Severity.LOW, signals=["aws.contact"], assets=["cloud"])
def contacts(contacts: AlternateContacts) -> Iterator[Verdict]:
    """The account has contacts for security and for operations.

    AWS writes to the security contact when it finds a leaked key or an abused server. Without one
    the letter goes to the address of the root user, which hardly anybody reads.

    ## Remediation
    Enter the security and the operations contact under *Account → Alternate contacts*, with an
    address that several people read.
    """
    for kind, there in (("SECURITY", contacts.security), ("OPERATIONS", contacts.operations)):
        if there:
            yield Pass(contacts, "contact {kind} is set", part=kind, kind=kind)
        else:
            yield Fail(contacts, "contact {kind} is not set", part=kind, kind=kind)
