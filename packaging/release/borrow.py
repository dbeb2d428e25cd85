"""Takes installed packages over from another environment, file by file, so that nothing is downloaded.

The files become hard links where the disk allows it.  They have to lie in the environment itself: PyInstaller keeps the
folders of libraries only below the environment that it runs in.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, DistributionFinder, MetadataPathFinder
from pathlib import Path

from release.third_party import required_names


def borrow(names: Iterable[str], source: Path, target: Path) -> list[str]:
    """Link the packages of these names, and all that they ask for, from one ``site-packages`` into another.

    Args:
        names: of distributions; those that the source lacks are left out.
        source: ``site-packages`` of the environment that has them.
        target: of the one that takes them.

    Returns:
        The names of what was taken, sorted.
    """
    taken: dict[str, Distribution] = {}
    wanted = list(names)
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        found = next(iter(_find(name, source)), None)
        if name in taken or found is None:
            continue
        taken[name] = found
        wanted += required_names(found)
    for package in taken.values():
        for file in package.files or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                _link(source / file, target / file)
    return sorted(taken)


def _find(name: str, source: Path) -> Iterator[Distribution]:
    context = DistributionFinder.Context(name=name, path=[str(source)])
    return iter(MetadataPathFinder().find_distributions(context))


def _link(file: Path, target: Path) -> None:
    if not file.is_file() or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, target)
    except OSError:  # another disk
        shutil.copy2(file, target)
