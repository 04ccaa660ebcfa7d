"""The office calendar: when the office works, and arithmetic with its time. Pure: no clock."""
