import gc
import signal
from collections.abc import Iterator

import pytest
import structlog

pytest_plugins = [
    "pytester",
    "tests.parallel",
    "tests.servers",
    "tests.workers",
    "tests.broker_user",
]

# Under nohup, or as a background job of a script, these are ignored, the children of the tests
# would inherit that, and some tests send them. A handler is not inherited.
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, lambda *_: None)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Where nothing is configured, structlog draws tracebacks in colours, half a second each.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: to look for garbage in it again and again takes half of
    the time of collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


TALK_TO_SERVERS = ("tests/browser/", "tests/integration/", "tests/pipeline/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By the name: to ask thousands of paths for their folders takes a second in each process."""
    for item in items:
        if item.nodeid.startswith(TALK_TO_SERVERS):
            item.add_marker(pytest.mark.integration)
