"""``emotion-desk figures SOUND --out DIR``: draws the six figures of a sound, without a display."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from emotion_desk.commands.argument_parser import Parser, UsageError
from emotion_desk.commands.output import say
from emotion_desk.errors import DataError, SourceError

if TYPE_CHECKING:
    from emotion_desk.figures.sound_figures import FigureSettings

#: The names in ``emotion_desk.sound.stft``, which is too heavy to import for ``--help``.
_TAPERS = ("hann", "hamming", "blackman", "rectangular")
_RATE = 16_000


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.description = (
        "Draw waveform, spectrogram (and how it is made), one window, MFCC and mel picture of a sound, each as PNG and "
        "SVG; sound is read as 16 kHz mono, as the networks get it."
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


def run(options: argparse.Namespace) -> int:
    """Draw the figures, print their paths, and return 0.

    Raises:
        UsageError: the sound is none, empty or silent, or the values do not fit one another.
        DeskError: a figure cannot be written.
    """
    try:
        settings = _settings(options)
        from emotion_desk.figures.sound_figures import SoundAnalysis, draw_all
        from emotion_desk.plain_file import make_private_folder
        from emotion_desk.sound.filterbank import empty_bands
        from emotion_desk.sources.read_sound_file import LONGEST_S, read_sound

        samples = read_sound(options.sound)
    except (SourceError, DataError) as error:
        raise UsageError(str(error)) from error
    seconds = len(samples) / _RATE
    try:
        analysis = SoundAnalysis(samples, settings, f"{options.sound.name}, {seconds:.2f} s at 16 kHz", options.at)
    except DataError as error:
        raise UsageError(f"There is nothing to draw of '{options.sound.name}': {error}.") from error
    try:
        make_private_folder(options.out)
    except OSError as error:
        raise UsageError(f"The folder '{options.out}' cannot be made: {error.strerror or error}.") from error
    for file in draw_all(analysis, options.out):
        say(str(file))
    empty = empty_bands(settings.stft, settings.bank)
    if empty:
        say(
            f"{empty} of {settings.bank.bands} mel bands are empty: no frequency falls into them; take fewer bands or "
            "a longer transform."
        )
    if seconds >= LONGEST_S:
        say(f"Only the first {LONGEST_S:g} s of '{options.sound.name}' are drawn.")
    return 0


def _settings(options: argparse.Namespace) -> FigureSettings:
    from emotion_desk.figures.sound_figures import FigureSettings
    from emotion_desk.sound.filterbank import MelSettings
    from emotion_desk.sound.mfcc import dct
    from emotion_desk.sound.stft import StftSettings

    if options.highest_hz > _RATE / 2:
        raise DataError(f"Sound at 16 kHz ends at {_RATE // 2} Hz, {options.highest_hz:g} Hz is not in it.")
    dct(options.n_mfcc, options.bands)
    window, hop = (round(length_ms * _RATE / 1000) for length_ms in (options.window_ms, options.hop_ms))
    stft = StftSettings(window, hop, options.fft, options.window)
    return FigureSettings(stft, MelSettings(options.bands, options.lowest_hz, options.highest_hz), options.n_mfcc)
