"""`tenken completion`: what the shell has to know to complete commands, options and ids."""

import click
from click.shell_completion import get_completion_class

from scanner.cli import options
from scanner.cli.texts import _, argument, command


@command()
@argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@options.common
def completion(shell: str) -> int:
    """Print the script that lets the shell complete commands, options and the ids of checks and controls.

    Add the line to the file that your shell reads when it starts.

        eval "$(tenken completion bash)"
        eval "$(tenken completion zsh)"
        tenken completion fish | source
    """
    script = get_completion_class(shell)
    if script is None:
        raise click.ClickException(_("this shell can't be completed for"))
    root = click.get_current_context().find_root().command
    click.echo(script(root, {}, "tenken", options.COMPLETE).source())
    return 0
