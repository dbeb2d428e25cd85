"""What the commands do: one module a command, and the report of a run, so that the command line itself stays thin."""
