"""Signal processing from samples to network inputs: mel spectrogram, MFCC, voice activity."""
