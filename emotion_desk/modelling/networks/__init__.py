"""The network architectures in torch, and the initial weights they are loaded with."""
