"""What a demo was to bring about, against what it did. Pure; what holds for any store, whatever
was played, is in `shared/audit`."""
