"""Networks in use: engines, weights, modes, smoothing, fusion."""
