"""Mutu baku: limits, and what has become of them. Pure: no clock, no broker, no store."""
