"""The rehearsal: what other rules would have made of the same histories. Pure."""
