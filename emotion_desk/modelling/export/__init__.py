"""From a trained network to released files: folding, ONNX export, quantisation, manifest."""
