"""`python -m scanner.cli`: the command line where no script was installed."""

from scanner.cli import main

main()
