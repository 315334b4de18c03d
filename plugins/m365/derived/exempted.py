"""What is known about whom policies leave out: it reasons over what was not read as well."""

from plugins.m365.settings.exclusions import ExcludedAccount, ExcludedMembers, Exempted
from scanner import DeclaredBreakGlass, Reading, derived


@derived
def exempted(
    accounts: Reading[ExcludedAccount],
    members: Reading[ExcludedMembers],
    declared: Reading[DeclaredBreakGlass],
) -> Exempted:
    """Gather the look-ups that succeeded and the declarations; what is missing in them counts as unread."""
    return Exempted(
        accounts=accounts.items,
        members=members.items,
        declared=tuple(one.account for one in declared.items) if declared.complete else None,
    )
