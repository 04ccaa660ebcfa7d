"""What the demo hands in: made-up people, filled-in forms, and real files (PDF and pictures)."""
