from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.people.gallery import Gallery, GalleryState
from emotion_desk.people.person_records import FACE
from tests.people.killed import STATES
from tests.people.made import prototype, vector

KILLS = 40


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_gallery_survives_kills_at_any_moment(folder: Path) -> None:
    chance = random.Random(6)
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [sys.executable, "-m", "tests.people.killed", str(folder)]
    seen: set[tuple[str, ...]] = set()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as runner:
        assert runner.stdin is not None
        assert runner.stdout is not None
        for _ in range(KILLS):
            runner.stdin.write("go\n")
            runner.stdin.flush()
            child = int(runner.stdout.readline())
            time.sleep(chance.uniform(0.0, 0.2))
            os.kill(child, signal.SIGKILL)
            assert runner.stdout.readline() == "dead\n"
            late = Gallery(folder)
            late.load()
            assert late.state is GalleryState.READY
            assert late.message is None
            names = tuple(person.name for person in late.people)
            assert names in STATES
            for person in late.people:
                expected = [vector(seed) for seed in range(3, 9)] if person.name == "Bo" else [vector(1)]
                for one, vectors in zip(person.of(FACE), expected, strict=True):
                    np.testing.assert_array_equal(one.vector, vectors)
            seen.add(names)
        runner.stdin.close()
    assert len(seen) >= 3, "the kills met too few states to say anything"
    # What killed processes left goes with the next change.
    late.enrol("Dora", [prototype(20)], consent=True)
    assert not list(folder.glob(".*"))
