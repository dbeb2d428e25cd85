"""Where pictures and sound come from: camera, microphone, media file, demo."""
