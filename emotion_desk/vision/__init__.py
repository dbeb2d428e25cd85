"""Faces in a picture: detection, tracking, crops."""
