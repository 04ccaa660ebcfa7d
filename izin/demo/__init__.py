"""The demonstration: applications travel the whole way, with simulated officers on the wire."""
