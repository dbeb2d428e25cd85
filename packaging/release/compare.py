"""What differs between two builds of one artefact: nothing, if the build is reproducible."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

#: What is known of a member of an archive besides its name: kind, rights, owner, time, and a hash or a link's target.
Member = tuple[object, ...]


def differences(one: Path, two: Path) -> list[str]:
    """Return the members of two wheels, or of two Debian packages, that are not the same in both.

    The archives can differ although no member does, if order or compression do; then the list has one sentence.
    """
    if digest(one) == digest(two):
        return []
    members = [dict(_of_wheel(file) if file.suffix == ".whl" else _of_deb(file)) for file in (one, two)]
    names = sorted(members[0].keys() | members[1].keys())
    return [name for name in names if members[0].get(name) != members[1].get(name)] or ["order or compression"]


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _of_wheel(file: Path) -> Iterator[tuple[str, Member]]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            yield info.filename, (info.date_time, info.external_attr, info.CRC, info.file_size)


def _of_deb(file: Path) -> Iterator[tuple[str, Member]]:
    for option in ("--ctrl-tarfile", "--fsys-tarfile"):
        with (
            subprocess.Popen(["dpkg-deb", option, str(file)], stdout=subprocess.PIPE) as reader,
            tarfile.open(fileobj=reader.stdout, mode="r|") as archive,
        ):
            for info in archive:
                yield info.name, (info.type, info.mode, info.uid, info.gid, info.mtime, _content(archive, info))


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> str:
    stream = archive.extractfile(info) if info.isfile() else None
    return hashlib.file_digest(stream, "sha256").hexdigest() if stream is not None else info.linkname  # type: ignore[arg-type]
