"""What can be measured of a face beside its emotion: pose, gaze, eyes, mouth, blendshapes, action units, affect."""
