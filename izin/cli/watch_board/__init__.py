"""`izin pantau`: the desks, the alerts and the watchdog, as they are now."""
