"""Sources of pictures and sound: camera, microphone, media file, demo."""
