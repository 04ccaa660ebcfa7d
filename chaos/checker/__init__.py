"""The checker: reads store and queues by itself and knows nothing of the code that wrote them.

It imports nothing of the project (`.importlinter` holds it to that): the route comes from the SOP
file by its own few lines, the digests from the documented rule.
"""
