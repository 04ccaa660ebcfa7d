"""A process that used the store ends when its work is done."""

import subprocess
import sys

from shared import mongo_driver

# Whoever waits for a thread of PyMongo's says so, also after the last line of the program.
PROGRAM = """
import threading
import sys
from {module} import MongoClient

join = threading.Thread.join
def telling(thread, timeout=None):
    if thread.name.startswith("pymongo"):
        print("waits for", thread.name, flush=True)
    join(thread, timeout)
threading.Thread.join = telling

client = MongoClient("mongodb://127.0.0.1:1", serverSelectionTimeoutMS=100)
try:
    client.admin.command("ping")
except Exception as error:
    print(type(error).__name__, flush=True)
client.close()
"""


def said(module: str) -> list[str]:
    program = [sys.executable, "-c", PROGRAM.format(module=module)]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_end_of_a_process_does_not_wait_for_the_drivers_threads() -> None:
    assert said("shared.mongo_driver") == ["ServerSelectionTimeoutError"]


def test_the_driver_by_itself_would_wait() -> None:
    assert any(line.startswith("waits for pymongo") for line in said("pymongo"))


def test_this_version_of_the_driver_has_what_is_taken_out() -> None:
    assert mongo_driver.end_without_waiting()
