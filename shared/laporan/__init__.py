"""The report of a month: limits kept and missed, whose the time was, returns, alerts. Pure."""
