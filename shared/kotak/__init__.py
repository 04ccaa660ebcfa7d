"""The inbox of a desk: tasks that wait, who has taken which, what is shown of them in a list."""
