"""Pure rules: no connection, no clock, no configuration."""

from collections.abc import Iterator

from scanner import Fail, Pass, Severity, Verdict, check
from tenken_board.settings import Administrator, Thread


@check("board.thread.closed", severity=Severity.HIGH)
def closed(thread: Thread) -> Iterator[Verdict]:
    """Every thread is closed to the public.

    An open thread can be read by anyone who finds its address.

    ## Remediation
    Set the thread's visibility to *Staff only*.
    """
    if thread.public:
        yield Fail(thread, "anyone can read it")
    else:
        yield Pass(thread, "staff only")


@check("board.administrator.second-factor", severity=Severity.CRITICAL)
def second_factor(administrator: Administrator) -> Iterator[Verdict]:
    """Every administrator signs in with a second factor.

    A password alone is lost to one good phishing mail.

    ## Remediation
    Require the second factor under *Administrators*.
    """
    if administrator.second_factor:
        yield Pass(administrator, "a second factor is required")
    else:
        yield Fail(administrator, "a password alone is enough")
