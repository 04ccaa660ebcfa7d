"""The figures of the house: its files, how they hang together, and their names. One script measures
every checkout, before and after a rebuilding."""
