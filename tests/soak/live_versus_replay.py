"""Whether a recording says afterwards what the desk said live: analyses its media once more and compares.

Example:
    $ emotion-desk run --demo --headless --seconds 30 --record talk
    $ python -m tests.soak.live_versus_replay talk
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from emotion_desk import open_session
from emotion_desk.errors import DeskError, SessionError
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions, load_reader
from emotion_desk.sessions.session_agreement import compare


def main(arguments: list[str] | None = None) -> int:
    """Analyse a recording's media, compare and print both agreements."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.live_versus_replay", description=__doc__)
    parser.add_argument("session", type=Path, help="a recorded session")
    parser.add_argument("--engine", default="auto", help="what runs the network")
    options = parser.parse_args(arguments)
    try:
        live = open_session(options.session)
        if live.media is None:
            raise SessionError(f"The session '{options.session.name}' holds neither picture nor sound.")
        wanted = AnalysisOptions(mode=live.info.mode, engine=options.engine)
        with tempfile.TemporaryDirectory(prefix="emotion-desk-again-") as place:
            again = Path(place) / "again"
            analyse_file(live.media, again, wanted, load_reader(wanted))
            faces, voices = compare(live.readings(), open_session(again).readings())
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{faces.sentence('Faces')}\n{voices.sentence('Voice')}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
