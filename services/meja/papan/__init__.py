"""The board of those who lead and of those who look after the system."""
