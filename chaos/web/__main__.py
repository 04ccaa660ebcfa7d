"""`python -m chaos.web`: officers decide at pages while everything under them is killed."""

import argparse
import asyncio
import secrets
import shutil
from pathlib import Path

from chaos.cli import quiet
from chaos.site import single_site
from chaos.web.campaign import WebCampaign, WebOptions, summary


def main() -> int:
    """1 when a page said what the store does not."""
    parser = argparse.ArgumentParser(prog="python -m chaos.web", description=__doc__)
    parser.add_argument("--kegagalan", type=int, default=40)
    parser.add_argument("--benih", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--folder", type=Path, default=Path(".izin/chaos-web"))
    given = parser.parse_args()
    quiet()
    print(f"Benih {given.benih}: python -m chaos.web --kegagalan {given.kegagalan}"
          f" --benih {given.benih}", flush=True)  # fmt: skip
    shutil.rmtree(given.folder, ignore_errors=True)
    given.folder.mkdir(parents=True)
    options = WebOptions(given.kegagalan, given.benih, given.folder)
    with single_site(given.folder / "server") as site:
        outcome = asyncio.run(WebCampaign(options, site).run())
    for title, rows in summary(outcome).items():
        print(title)
        for name, many in sorted(rows.items()):
            print(f"  {name:<40} {many:>6}")
    for one in outcome.violations[:40]:
        print(f"PELANGGARAN {one.rule} | {one.subject} | {one.what}")
    print(f"{len(outcome.violations)} pelanggaran, {outcome.figures.seconds:.0f} detik.")
    return 1 if outcome.violations else 0


if __name__ == "__main__":
    raise SystemExit(main())
