"""One application's way, recorded once: the messages and writes that all contestants repeat."""
