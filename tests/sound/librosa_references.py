"""What librosa gives for the sound and the settings of ``test_stft.py``, kept as a file.

python -m tests.sound.librosa_references        # writes the file anew; needs librosa

Importing librosa in a new environment compiles for most of a minute, which is why the tests read its answers from a
file.  The columns of a spectrogram are kept for some moments only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.sound.filterbank import mel_spectrogram
from emotion_desk.sound.stft import full_scale
from tests.sound.stft_cases import PAIRS, rising_tone

FILE: Final = Path(__file__).with_suffix(".npz")
#: The most coefficients of a cepstrum; fewer are its first rows.
COEFFICIENTS: Final = 40


def columns(count: int) -> NDArray[np.int64]:
    """Return which of ``count`` columns are kept: the ends and some between, int64 (7,)."""
    return np.linspace(0, count - 1, 7).round().astype(np.int64)


def main() -> None:
    """Write the file."""
    import librosa

    sound = rising_tone()
    kept: dict[str, NDArray[np.generic]] = {}
    for at, (settings, bank) in enumerate(PAIRS):
        complex_values = librosa.stft(
            sound,
            n_fft=settings.fft,
            hop_length=settings.hop,
            win_length=settings.window,
            window="boxcar" if settings.taper == "rectangular" else settings.taper,
            center=settings.centred,
            pad_mode="reflect",
        )
        reference = full_scale(settings)
        power_db = librosa.power_to_db(np.abs(complex_values) ** 2, ref=reference, amin=reference * 1e-10, top_db=None)
        weights = librosa.filters.mel(
            sr=settings.sample_rate,
            n_fft=settings.fft,
            n_mels=bank.bands,
            fmin=bank.lowest_hz,
            fmax=bank.highest_hz,
            htk=True,
            norm=None,
        )
        cepstrum = librosa.feature.mfcc(S=mel_spectrogram(sound, settings, bank), n_mfcc=COEFFICIENTS, norm="ortho")
        kept |= {
            f"stft-{at}": complex_values[:, columns(complex_values.shape[1])],
            f"decibels-{at}": power_db[:, columns(power_db.shape[1])],
            f"columns-{at}": np.array(complex_values.shape[1]),
            f"bank-{at}": weights,
            f"mfcc-{at}": cepstrum[:, columns(cepstrum.shape[1])],
        }
    np.savez_compressed(FILE, **kept)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
