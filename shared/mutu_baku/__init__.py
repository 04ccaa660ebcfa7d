"""Mutu baku: limits, and their breaches. Pure: no clock, no broker, no store."""
