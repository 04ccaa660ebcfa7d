"""PyMongo, loaded without what nobody here uses, and left without a wait.

Every other module has the driver's names from here. Motor is known to
`shared/store/motor_client.py` alone.
"""

import atexit

from shared.optional_parts import without

# It tries PyOpenSSL before Python's own `ssl`, and loads half of `cryptography` to find that it is
# not there.
with without("pymongo.pyopenssl_context"):
    from pymongo import InsertOne, MongoClient, UpdateOne
    from pymongo.errors import (
        BulkWriteError,
        ConnectionFailure,
        DuplicateKeyError,
        OperationFailure,
        PyMongoError,
    )
    from pymongo.synchronous import monitor

__all__ = [
    "BulkWriteError",
    "ConnectionFailure",
    "DuplicateKeyError",
    "InsertOne",
    "MongoClient",
    "OperationFailure",
    "PyMongoError",
    "UpdateOne",
]


def end_without_waiting() -> bool:
    """At the end of a process PyMongo tells its monitors to stop, and then waits half a second for
    threads that sleep: every command would end as much later. They are daemons and may sleep on:
    only the telling stays. False where another version of PyMongo has it otherwise."""
    whole = getattr(monitor, "_shutdown_resources", None)
    telling = getattr(monitor, "_shutdown_monitors", None)
    if whole is None or telling is None:
        return False
    atexit.unregister(whole)
    atexit.register(telling)
    return True


end_without_waiting()
