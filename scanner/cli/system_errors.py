"""What the system refuses, with what to do about it; the system's own words are in one language only."""

import errno

from scanner.text import Message

_FULL = "{path}: the disk is full; free some space, or choose another folder"
_FORBIDDEN = "{path}: access is not permitted; check its owner and rights, or choose another place"
_MEANINGS = {
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: "{path}: there is no such file or folder; check the path",
    errno.EISDIR: "{path}: this is a folder; give the name of a file",
    errno.ENOTDIR: "{path}: a part of the path is a file and no folder; choose another place",
    errno.EEXIST: "{path}: there is a file of that name; choose another folder",
    errno.ENAMETOOLONG: "{path}: the name is too long; choose a shorter one",
    errno.EROFS: "{path}: nothing can be written there; choose another folder",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
}


def system_error(error: OSError) -> Message:
    """Say which file or folder is concerned, what is wrong and what to do."""
    if error.filename and error.errno in _MEANINGS:
        return Message.of(_MEANINGS[error.errno], path=str(error.filename))
    reason = error.strerror or type(error).__name__
    if error.filename:
        return Message.of("{path}: {reason}", path=str(error.filename), reason=reason)
    return Message.of("the output can't be written: {reason}", reason=reason)
