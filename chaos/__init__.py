"""The failure campaign: real processes under load, killed again and again, and an independent
checker that looks at what is left (docs/chaos.md)."""
