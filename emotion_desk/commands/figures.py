"""``emotion-desk figures SOUND --out DIR``: draws the six figures of a sound, without a display."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from emotion_desk.commands.argument_parser import Parser, UsageError
from emotion_desk.errors import DataError, SourceError

if TYPE_CHECKING:
    from emotion_desk.figures.sound_figures import FigureSettings

#: As in ``emotion_desk.sound.stft``, which is too heavy to be asked before it is needed.
_TAPERS = ("hann", "hamming", "blackman", "rectangular")
_RATE = 16_000


def main(arguments: list[str]) -> int:
    """Draw and return 0.

    Raises:
        UsageError: the sound is none, empty or silent, or the values do not fit one another.
        DeskError: a figure cannot be written.
    """
    args = _parser().parse_args(arguments)
    try:
        settings = _settings(args)
        from emotion_desk.figures.sound_figures import SoundAnalysis, draw_all
        from emotion_desk.sources.read_sound_file import LONGEST_S, read_sound

        samples = read_sound(args.sound)
    except (SourceError, DataError) as error:
        raise UsageError(str(error)) from error
    seconds = len(samples) / _RATE
    try:
        analysis = SoundAnalysis(samples, settings, f"{args.sound.name}, {seconds:.2f} s at 16 kHz", args.at)
    except DataError as error:
        raise UsageError(f"There is nothing to draw of '{args.sound.name}': {error}.") from error
    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The folder '{args.out}' cannot be made: {error.strerror or error}.") from error
    for file in draw_all(analysis, args.out):
        sys.stdout.write(f"{file}\n")
    if seconds >= LONGEST_S:
        sys.stdout.write(f"Only the first {LONGEST_S:g} s of '{args.sound.name}' are drawn.\n")
    return 0


def _settings(args: argparse.Namespace) -> FigureSettings:
    from emotion_desk.figures.sound_figures import FigureSettings
    from emotion_desk.sound.filterbank import MelSettings
    from emotion_desk.sound.mfcc import dct
    from emotion_desk.sound.stft import StftSettings

    if args.highest_hz > _RATE / 2:
        raise DataError(f"Sound at 16 kHz ends at {_RATE // 2} Hz, {args.highest_hz:g} Hz is not in it.")
    dct(args.n_mfcc, args.bands)
    cut = StftSettings(round(args.window_ms * _RATE / 1000), round(args.hop_ms * _RATE / 1000), args.fft, args.window)
    return FigureSettings(cut, MelSettings(args.bands, args.lowest_hz, args.highest_hz), args.n_mfcc)


def _parser() -> Parser:
    parser = Parser(
        prog="emotion-desk figures",
        description="Draw waveform, spectrogram (and how it is made), one window, MFCC and mel picture of a sound, "
        "each as PNG and SVG; sound is read as 16 kHz mono, as the desk hears it.",
        allow_abbrev=False,
    )
    parser.add_argument("sound", type=Path, metavar="SOUND", help="a sound or video file")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the figures; made if needed")
    parser.add_argument("--n-mfcc", type=int, default=20, metavar="N", help="cepstral coefficients (default: 20)")
    parser.add_argument("--window", choices=_TAPERS, default="hann", help="window function (default: hann)")
    parser.add_argument("--window-ms", type=float, default=40.0, metavar="MS", help="window, ms (default: 40)")
    parser.add_argument("--hop-ms", type=float, default=10.0, metavar="MS", help="from window to window (default: 10)")
    parser.add_argument("--fft", type=int, default=1024, metavar="N", help="transform, samples (default: 1024)")
    parser.add_argument("--bands", type=int, default=96, metavar="N", help="mel bands (default: 96)")
    parser.add_argument("--lowest-hz", type=float, default=50.0, metavar="HZ", help="lowest band (default: 50)")
    parser.add_argument("--highest-hz", type=float, default=8000.0, metavar="HZ", help="highest band (default: 8000)")
    parser.add_argument(
        "--at", type=float, metavar="S", help="where the one window lies (default: where it is loudest)"
    )
    return parser
