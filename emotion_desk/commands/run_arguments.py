"""Arguments that the window and ``run`` share: sources, networks, recording, streaming, length and report."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_desk.catalogue import BOTH, DETECTORS, ENGINES, MODES
from emotion_desk.commands.argument_parser import Parser, UsageError, mode_name
from emotion_desk.commands.options import WindowOptions
from emotion_desk.sessions.recording_options import KEEPS, RecordOptions


def add_run_arguments(parser: Parser, default_mode: str) -> None:
    """Add the arguments that the window and ``run`` share; the help shows ``default_mode``."""
    sources = parser.add_argument_group("sources")
    picture = sources.add_mutually_exclusive_group()
    picture.add_argument("--camera", metavar="N|NAME|none", help="camera by number or name, or none")
    picture.add_argument("--file", type=Path, metavar="FILE", help="play a video or sound file")
    picture.add_argument("--demo", action="store_true", help="play the clip that ships with the desk")
    sources.add_argument("--mic", metavar="NAME|none", help="microphone by name, or none")
    networks = parser.add_argument_group("networks")
    networks.add_argument(
        "--mode", type=mode_name, choices=MODES, help=f"which networks answer (default: {default_mode})"
    )
    networks.add_argument("--engine", choices=ENGINES, default="auto", help="what runs the networks (default: auto)")
    networks.add_argument("--measure-engines", action="store_true", help="measure anew which engine is fastest here")
    networks.add_argument(
        "--detector", choices=DETECTORS, help=f"what finds faces (default: {BOTH}; in the window, by its settings)"
    )
    networks.add_argument(
        "--economy", action="store_true", help="answer at most 15 frames a second, for a machine on its battery"
    )
    recording = parser.add_argument_group("recording and streaming")
    recording.add_argument("--record", type=Path, metavar="DIR", help="record a session into this new folder")
    recording.add_argument("--keep", choices=tuple(KEEPS), help="what to record (default: all)")
    recording.add_argument("--warn-gb", type=gigabytes, metavar="GB", help="warn below this free space (default: 5)")
    recording.add_argument("--stop-gb", type=gigabytes, metavar="GB", help="end the recording below it (default: 1)")
    recording.add_argument(
        "--stream", metavar="lsl|ws[:PORT]|csv:FILE", help="send readings to other programs, or into a table"
    )
    parser.add_argument("--seconds", type=seconds, metavar="S", help="end S seconds after the networks are ready")
    parser.add_argument("--report", type=Path, metavar="JSON", help="write the figures of the run to this file")


def record_options(options: argparse.Namespace) -> RecordOptions | None:
    """Return what shall be recorded, ``None`` without ``--record``.

    Raises:
        UsageError: an option of recording is given without ``--record``.
    """
    if options.record is None:
        if options.keep is not None or options.warn_gb is not None or options.stop_gb is not None:
            raise UsageError("--keep, --warn-gb and --stop-gb belong to --record.")
        return None
    return RecordOptions(options.record, options.keep or "all", options.warn_gb, options.stop_gb)


def window_options(options: argparse.Namespace) -> WindowOptions:
    """Return the options of the window.

    Raises:
        UsageError: see :func:`record_options`.
    """
    return WindowOptions(
        camera=options.camera,
        file=options.file,
        demo=options.demo,
        mic=options.mic,
        mode=options.mode,
        engine=options.engine,
        measure_engines=options.measure_engines,
        detector=options.detector,
        economy=options.economy,
        seconds=options.seconds,
        report=options.report,
        screenshot=options.screenshot,
        record=record_options(options),
        stream=options.stream,
    )


def gigabytes(text: str) -> float:
    """Parse an amount of disk space in GB: 0 to 1,000,000."""
    value = float(text)
    if not 0 <= value < 1e6:
        raise argparse.ArgumentTypeError(f"'{text}' is not an amount in GB")
    return value


def seconds(text: str) -> float:
    """Parse a length of time in seconds: more than 0, less than 10,000,000."""
    value = float(text)
    if not 0 < value < 1e7:
        raise argparse.ArgumentTypeError(f"'{text}' is not a length of time in seconds")
    return value
