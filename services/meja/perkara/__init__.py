"""One page a case: everything about it, and deciding it."""
