"""Packages that were tampered with."""

import stat
import zipfile


def changed(package, change):
    """The package with its files changed: `change` gets them by name."""
    with zipfile.ZipFile(package) as source:
        files = {name: source.read(name) for name in source.namelist()}
    change(files)
    with zipfile.ZipFile(package, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)


def rewritten(package, names):
    """The package with further files of these names, as a careless or an evil program writes them."""
    with zipfile.ZipFile(package, "a") as archive:
        for name in names:
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name), b"x")


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info
