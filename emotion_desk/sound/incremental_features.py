"""Incremental spectrogram, mel spectrogram and MFCC: each column is computed once.

A live display redraws twenty times a second and would otherwise transform the same ten seconds each time.  Columns
computed piece by piece equal those of the whole sound.
"""

from __future__ import annotations

import numpy as np

from emotion_desk.messages import Mel, Samples
from emotion_desk.sound.filterbank import MelSettings, mel_power
from emotion_desk.sound.mfcc import COEFFICIENTS, mfcc
from emotion_desk.sound.stft import Floats, StftSettings, decibels, full_scale, power, stft


class IncrementalFeatures:
    """The features of the last ``seconds`` of sound, or of all sound if ``None``.

    Args:
        cut: settings of the transform; ``centred`` must be false.
        bank: the filter bank.
        coefficients: number of cepstral coefficients.
        seconds: duration that is kept.

    Attributes:
        spectrogram: decibels, float32 (bins, columns).
        mel: decibels, float32 (bands, columns).
        mfcc: float32 (coefficients, columns).
        first: index of the first sample under the first kept column, counted from the first sample fed.
        fed: total number of samples fed.
    """

    def __init__(
        self,
        cut: StftSettings,
        bank: MelSettings,
        coefficients: int = COEFFICIENTS,
        seconds: float | None = None,
    ) -> None:
        self.cut, self.bank, self.coefficients = cut, bank, coefficients
        self._most = None if seconds is None else max(1, round(seconds * cut.sample_rate / cut.hop))
        self.spectrogram: Floats = np.empty((cut.bins, 0), np.float32)
        self.mel: Mel = np.empty((bank.bands, 0), np.float32)
        self.mfcc: Floats = np.empty((coefficients, 0), np.float32)
        self.first = self.fed = 0
        self._rest: Samples = np.empty(0, np.float32)

    def feed(self, samples: Samples) -> int:
        """Append samples; return the number of columns they complete."""
        self.fed += len(samples)
        joined = np.concatenate((self._rest, samples))
        count = self.cut.columns_in(len(joined))
        if not count:
            self._rest = joined
            return 0
        if self._most is not None and count > self._most:
            skipped = (count - self._most) * self.cut.hop
            joined, self.first, count = joined[skipped:], self.first + skipped, self._most
        powers = power(stft(joined, self.cut))
        reference = full_scale(self.cut)
        mel = decibels(mel_power(powers, self.cut, self.bank), reference)
        self._rest = joined[count * self.cut.hop :]
        self.spectrogram = self._join(self.spectrogram, decibels(powers, reference))
        self.mfcc = self._join(self.mfcc, mfcc(mel, self.coefficients))
        before = self.mel.shape[1] + count
        self.mel = self._join(self.mel, mel)
        self.first += (before - self.mel.shape[1]) * self.cut.hop
        return count

    def _join(self, older: Floats, newer: Floats) -> Floats:
        joined = np.concatenate((older, newer), axis=1)
        return joined if self._most is None else joined[:, -self._most :]
