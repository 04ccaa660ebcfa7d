"""Back Office: passes the application on, and drafts the SK."""
