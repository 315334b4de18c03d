"""A tier of permissions as `tenken permissions` shows it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scanner.cli.table import table
from scanner.cli.texts import _

if TYPE_CHECKING:
    from scanner.granting import Tier
    from scanner.provider import Provider

MANIFEST = "manifest"


def tier_page(provider: "Provider", needed: Mapping[str, tuple[str, ...]], tier: "Tier") -> str:
    """The permissions with what each is for, what stays undetermined without the others, and the manifest."""
    from scanner.granting import reads, written_as  # noqa: PLC0415 - starting time

    head = (_("to grant"), _("reads"), _("checks"))
    rows = (
        (tier.granted[name], ", ".join(reads(provider, name)), ", ".join(checks))
        for name, checks in needed.items()
    )
    parts = [table([head, *rows]), _open_controls(tier)]
    if MANIFEST in provider.permission_formats:
        manifest = written_as(provider, MANIFEST, needed, tier.name)
        parts += [_("The app manifest, ready to import:") + "\n" + manifest]
    return "\n\n".join(parts)


def _open_controls(tier: "Tier") -> str:
    if not tier.undetermined:
        return _("This tier opens every setting that the selected checks need.")
    head = (_("control"), _("checks that this tier leaves without their settings"))
    rows = ((f"{framework} {control}", ", ".join(checks)) for framework, control, checks in tier.undetermined)
    title = _("Undetermined in this tier: {count} controls").format(count=len(tier.undetermined))
    return title + "\n" + table([head, *rows])


def tier_document(
    provider: "Provider", needed: Mapping[str, tuple[str, ...]], tier: "Tier"
) -> dict[str, Any]:
    """The same for programs."""
    from scanner.granting import reads  # noqa: PLC0415 - starting time

    granted = [
        {"permission": name, "granted": tier.granted[name], "reads": reads(provider, name), "checks": checks}
        for name, checks in needed.items()
    ]
    undetermined = [
        {"framework": framework, "control": control, "checks": checks}
        for framework, control, checks in tier.undetermined
    ]
    return {"tier": tier.name, "permissions": granted, "undetermined": undetermined}
