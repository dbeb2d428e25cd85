"""Changes a gallery without end, in a process that will be killed: ``python -m tests.people.killed FOLDER``.

For each line on standard input it forks a child that works, and says the child's number; so a kill costs no start of
Python.  The states that the child goes through are listed in :data:`STATES`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from emotion_desk.people.gallery import Gallery
from emotion_desk.people.person_records import VOICE
from tests.people.made import prototype

STATES = ((), ("Ana",), ("Bo",), ("Ana", "Bo"), ("Bo", "Carla"), ("Carla",))


def work(folder: Path) -> None:
    """Enrol, rename and forget until the end."""
    gallery = Gallery(folder)
    gallery.load()
    while True:
        for person in gallery.people:
            gallery.forget(person.key)
        ana = gallery.enrol("Ana", [prototype(1), prototype(2, VOICE)], consent=True)
        bo = gallery.enrol("Bo", [prototype(seed) for seed in range(3, 9)], consent=True)
        gallery.rename(ana.key, "Carla")
        gallery.forget(bo.key)


def main() -> None:
    """Fork a worker for each line."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as other:  # what is loaded at the first change takes longer than all changes
        Gallery(Path(other)).enrol("Ana", [prototype(1)], consent=True)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            work(folder)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("dead\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
