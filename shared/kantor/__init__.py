"""The acts of an office, callable by any screen: no terminal, no HTTP, no exit codes."""
