"""A folder that can be submitted at once, for whoever tries the tool for the first time."""
