"""Packages that were tampered with."""

import stat
import zipfile
from dataclasses import replace
from hashlib import sha256

import msgspec

from scanner.package import MANIFEST, SIGNATURE, manifest_of
from scanner.package_file import Content
from scanner.signing import sign


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


def signed_anew(package, key, contents):
    """The package with other contents of these files, its list signed again by whoever has the key."""

    def forge(files):
        files.update(contents)
        listed = manifest_of(files[MANIFEST])
        whole = tuple(
            Content(one.name, len(contents[one.name]), sha256(contents[one.name]).hexdigest())
            if one.name in contents
            else one
            for one in listed.files
        )
        files[MANIFEST] = msgspec.json.encode(replace(listed, files=whole))
        files[SIGNATURE] = msgspec.json.encode(sign(files[MANIFEST], key))

    changed(package, forge)
