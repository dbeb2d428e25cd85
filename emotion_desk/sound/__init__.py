"""From samples to what the network hears: ring buffer, mel, speech activity."""
