"""What an office can do, callable by any screen: no terminal, no HTTP, no exit codes."""
