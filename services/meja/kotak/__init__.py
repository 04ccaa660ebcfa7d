"""The inbox of each desk, taken and put back."""
