"""A process that owns servers and does nothing else: `python -m ... FOLDER [BROKER_URL]`.

With the address of a broker it owns the store alone, which starts in a second. It prints one line
when its servers are ready, and ends when its standard input does.
"""

import sys
from pathlib import Path

from shared.embedded import embedded_servers


def main(folder: str, broker_url: str = "") -> None:
    with embedded_servers(Path(folder), env={"RABBITMQ_URL": broker_url}, management=False):
        print("siap", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
