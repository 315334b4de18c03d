"""`tenken notices`: what providers announced, what it may touch, and who reviewed it."""

import json
from pathlib import Path

import click

from scanner.cli import options, storing
from scanner.cli.files import write_all
from scanner.cli.history import CONFIG, opened
from scanner.cli.opening import open_config, open_host
from scanner.cli.organisations import organisation as organisation_option, the_one
from scanner.cli.signing import signed
from scanner.cli.texts import Group, _, argument, command, option


@click.group(cls=Group, invoke_without_command=True)
@option("--all", "every", is_flag=True, help="Show those too that are reviewed, or ask for nothing.")
@CONFIG
@storing.place
@options.form
@options.exit_zero
@options.common
@click.pass_context
def notices(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context, every: bool, config: Path, place: str | None, form: str, zero: bool
) -> int:
    """Show what providers announce: posts of the message center, the last revised one first.

    Each reading keeps them in the store. One that announces a major change, or asks for something by a day,
    is open until it was reviewed as it stands now: a revised one is open again. The controls are those whose
    checks look at the services that it speaks of.

    Exit code: 0 none is open; 3 one is.

        tenken notices
        tenken notices --all --format json
        tenken notices review MC900001 --by 情報政策課長 --note 影響なし
    """
    if context.invoked_subcommand is not None:
        return 0
    from scanner.cli.notices_page import tell  # noqa: PLC0415 - starting time
    from scanner.frameworks import load_frameworks, packaged  # noqa: PLC0415
    from scanner.store.notices import notices as kept, reviews  # noqa: PLC0415

    host = open_host()
    with opened(config, place) as store:
        found, known = kept(store), reviews(store)
    told = tell(found, known, host, load_frameworks([*packaged(), *host.mapping_files]))
    shown = [one for one in told if every or one.open]
    if form == "json":
        click.echo(json.dumps([one.plain() for one in shown], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(one.page() for one in shown) or _("no notice is open"))
    return 3 if any(one.open for one in told) and not zero else 0


@command()
@argument("notice")
@option("--by", "role", required=True, metavar="ROLE", help="The role that reviewed it; no person's name.")
@option("--note", required=True, metavar="TEXT", help="What came of it, for an auditor to read.")
@organisation_option
@options.config
@storing.place
@options.common
def review(  # noqa: PLR0913, PLR0917 - one parameter an option
    notice: str, role: str, note: str, organisation: str | None, config: Path, place: str | None
) -> int:
    """Record that a notice was reviewed as it stands now; NOTICE is its id.

    It is kept as evidence for the controls that ask for a check after each change of a service: with the
    notice as it stood, in the folder of the records. A notice that is revised later is open again.

        tenken notices review MC900001 --by 情報政策課長 --note 影響なし
    """
    from scanner.cli.notice_evidence import controls_asking, evidence_of  # noqa: PLC0415 - starting time
    from scanner.days import in_japan  # noqa: PLC0415
    from scanner.store.notices import newest, review as write  # noqa: PLC0415

    signed(role, note)
    host = open_host()
    settings = open_config(config, host)
    one = the_one(settings, organisation)
    controls = controls_asking(settings, host)
    with opened(config, place) as store:
        kept = newest(store, one.id, notice)
        files = evidence_of(kept, role, note, one.records, controls)
        write_all(files)
        write(store, kept, role, note)
    text = _("reviewed for {organisation}: {notice} as of {time}")
    time = in_japan(kept.notice.modified.isoformat())
    click.echo(text.format(organisation=one.id, notice=notice, time=time))
    if files:
        words = _("evidence for {controls} added to {path}")
        names = ", ".join(control.id for control in controls[0])
        click.echo(words.format(controls=names, path=one.records), err=True)
    return 0


notices.add_command(review)
