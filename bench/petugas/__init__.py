"""Portal and officers as one cheap process: they must not be what a measurement measures."""
