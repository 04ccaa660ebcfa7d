"""`python -m chaos`: one campaign; exit 1 when any rule was broken."""

import argparse
import asyncio
import logging
import secrets
import sys
import warnings
from pathlib import Path

from chaos.campaign import Campaign, Outcome
from chaos.cluster import cluster_site
from chaos.injections import KINDS
from chaos.options import Options
from chaos.report import command, print_report, write_json
from chaos.sabotage.rules import RULES
from chaos.site import single_site

KINDS_HELP = ", ".join(KINDS)


def main() -> int:
    options = read_options(sys.argv[1:])
    quiet()
    print(f"Benih {options.seed}. Untuk mengulangi: {command(options)}", flush=True)
    outcome = perform(options)
    print_report(outcome)
    if options.as_json:
        write_json(outcome, options.as_json)
    return 1 if outcome.violations else 0


def quiet() -> None:
    """Lost connections are what this is about: nobody needs to be told of each."""
    for name in ("aiormq", "aio_pika"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", message="coroutine 'Connection.close' was never awaited")


def perform(options: Options) -> Outcome:
    """Servers and workers of its own, and nothing left of them afterwards."""
    options.folder.mkdir(parents=True, exist_ok=True)
    open_site = cluster_site if options.cluster else single_site
    with open_site(options.folder / "server") as site:
        return asyncio.run(Campaign(options, site).run())


def read_options(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    usual = Options()
    parser.add_argument("--permohonan", type=int, help="bawaan 1000, pada klaster 100")
    parser.add_argument("--kegagalan", type=int, help="bawaan 200, pada klaster 20")
    parser.add_argument("--benih", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--batas-menit", type=float, default=usual.minutes)
    parser.add_argument(
        "--jenis",
        action="append",
        default=[],
        metavar="NAMA[=BAGIAN]",
        help=f"hanya kegagalan ini; boleh berulang: {KINDS_HELP}",
    )
    parser.add_argument("--cabut", choices=sorted(RULES), help="aturan yang dicabut dari pekerja")
    parser.add_argument("--klaster", action="store_true", help="klaster RabbitMQ tiga node")
    parser.add_argument(
        "--gabung",
        type=_at_least_one,
        default=usual.joined,
        metavar="N",
        help="N proses yang masing-masing melayani semua pelaksana; bawaan: satu proses tiap"
        " pelaksana",
    )
    parser.add_argument("--folder", type=Path, default=usual.folder)
    parser.add_argument("--json", type=Path, metavar="BERKAS")
    given = parser.parse_args(arguments)
    small = 10 if given.klaster else 1
    return Options(
        applications=given.permohonan or usual.applications // small,
        failures=given.kegagalan or usual.failures // small,
        seed=given.benih,
        minutes=given.batas_menit,
        kinds=_kinds(given.jenis, parser),
        removed=given.cabut,
        cluster=given.klaster,
        joined=given.gabung,
        folder=given.folder,
        as_json=given.json,
    )


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("sedikitnya 1")
    return number


def _kinds(given: list[str], parser: argparse.ArgumentParser) -> dict[str, int]:
    kinds = {}
    for one in given:
        name, _, share = one.partition("=")
        if name not in KINDS or not (share or "1").isdigit():
            parser.error(f"--jenis {one}: yang ada {KINDS_HELP}")
        kinds[name] = int(share or 1)
    return kinds
