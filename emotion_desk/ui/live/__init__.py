"""The Live page: picture with overlay, cards, spectrogram, emotion ribbon, status bar."""
