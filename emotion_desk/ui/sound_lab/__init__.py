"""The sound lab: how a voice becomes a picture and a picture an answer."""
