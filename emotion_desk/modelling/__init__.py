"""Making and measuring networks: data, training, export, evaluation and benchmarks; the desk never imports it."""
