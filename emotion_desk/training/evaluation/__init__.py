"""How good a network is: predictions sample by sample into files, and every figure from those files alone."""
