"""For those who keep the office running: the watchdog, the delivery of its alerts, metrics."""
