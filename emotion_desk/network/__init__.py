"""The networks themselves, in torch, and their way to ONNX."""
