"""The document store: a port, the real thing on the MongoDB wire, and a double for unit tests."""
