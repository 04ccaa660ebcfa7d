"""A process that owns servers and does nothing else: `python -m ... FOLDER [BROKER_URL]`.

With the address of a broker it owns the store alone, which starts in a second. It prints one line
when its servers are ready, and ends when its standard input does.
"""

import select
import sys
from pathlib import Path

from shared.embedded import embedded_servers

POLL_S = 0.1


def main(folder: str, broker_url: str = "") -> None:
    with embedded_servers(Path(folder), env={"RABBITMQ_URL": broker_url}, management=False):
        print("siap", flush=True)
        # Not one long read: a signal just before a call that blocks is seen only after it.
        while not select.select([sys.stdin], [], [], POLL_S)[0]:
            pass


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
