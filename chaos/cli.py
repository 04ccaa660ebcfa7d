"""`python -m chaos`: one campaign; exit 1 when any rule was broken."""

import argparse
import asyncio
import json
import logging
import secrets
import shlex
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chaos.campaign import Campaign, Outcome
from chaos.cluster import cluster_site
from chaos.injections import KINDS
from chaos.sabotage.rules import RULES
from chaos.site import single_site
from chaos.stage import Options
from shared.whole_file import BerkasTidakTertulis, make_folder, write_file

# The figures of a campaign, as a table or as JSON.
SHOWN = 40


def command(options: Options) -> str:
    """The very same campaign once more."""
    words = ["python", "-m", "chaos", "--benih", str(options.seed)]
    words += ["--permohonan", str(options.applications), "--kegagalan", str(options.failures)]
    for kind, share in options.kinds.items():
        words += ["--jenis", f"{kind}={share}"]
    if options.removed:
        words += ["--cabut", options.removed]
    if options.cluster:
        words.append("--klaster")
    if options.joined:
        words += ["--gabung", str(options.joined)]
    if options.web:
        words += ["--meja", str(options.web)]
    return shlex.join(words)


def form(options: Options) -> str:
    """How the roles are spread over processes."""
    spread = f"satu proses tiap pelaksana, dua untuk {', '.join(options.pairs)}"
    if options.joined:
        spread = f"{options.joined} proses, masing-masing melayani semua pelaksana"
    return f"{spread}; petugas di {options.web} proses meja" if options.web else spread


def facts(outcome: Outcome) -> dict[str, Any]:
    figures, notes, verdict = outcome.figures, outcome.notes, outcome.verdict
    return {
        "benih": outcome.options.seed,
        "perintah": command(outcome.options),
        "bentuk": form(outcome.options),
        "detik": round(figures.seconds),
        "hasil": verdict.figures,
        "kegagalan": dict(figures.injections),
        "jumlah_kegagalan": figures.injections.total(),
        "proses_dijalankan_lagi": dict(figures.restarts),
        "server_terganggu_detik": dict(figures.outage_seconds),
        "dikirim_ulang_broker_sedikitnya": figures.redelivered,
        "pesan_dikirim_ganda": dict(figures.sent_twice),
        "jawaban_menolak": dict(figures.refusals),
        "pemberitahuan": len(notes.notices),
        "malam": figures.nights,
        "berakhir_karena_server": dict(figures.gave_up),
        "kesulitan_kampanye_sendiri": dict(figures.troubles),
        "dijelaskan": verdict.explained,
        "pelanggaran_aturan": [one._asdict() for one in outcome.violations],
    }


def write_json(outcome: Outcome, file: Path) -> None:
    """Raises `BerkasTidakTertulis`."""
    make_folder(file.parent)
    write_file(file, json.dumps(facts(outcome), indent=2, ensure_ascii=False) + "\n")


def print_report(outcome: Outcome) -> None:
    told = facts(outcome)
    print(f"\nKampanye kegagalan, benih {told['benih']}, {told['detik']} detik\n")
    print(f"Bentuk: {told['bentuk']}\n")
    _table("Hasil", told["hasil"])
    _table(f"Kegagalan ({told['jumlah_kegagalan']})", told["kegagalan"])
    _table("Proses dijalankan lagi", told["proses_dijalankan_lagi"])
    _table("Server terganggu (detik)", told["server_terganggu_detik"])
    _table("Pesan yang sengaja dikirim lebih dari sekali", told["pesan_dikirim_ganda"])
    _table("Jawaban yang menolak, menurut kode", told["jawaban_menolak"])
    others = ("dikirim_ulang_broker_sedikitnya", "pemberitahuan", "malam")
    _table("Lain-lain", {name.replace("_", " "): told[name] for name in others})
    _table("Bukan pelanggaran, tetapi perlu diketahui", told["dijelaskan"])
    _table("Berakhir karena server tidak ada, dan dijalankan lagi", told["berakhir_karena_server"])
    _table("Kesulitan kampanye sendiri", told["kesulitan_kampanye_sendiri"])
    _violations(outcome)
    print(f"\nUlangi dengan: {told['perintah']}")


def _table(title: str, rows: Mapping[str, object]) -> None:
    if not rows:
        return
    print(title)
    for name, value in sorted(rows.items()):
        print(f"  {name:<44} {value:>8}")


def _violations(outcome: Outcome) -> None:
    if not outcome.violations:
        print("\nTidak ada yang hilang, tidak ada yang ganda, tidak ada yang menyimpang.")
        return
    print(f"\nPELANGGARAN: {len(outcome.violations)}")
    for rule, times in Counter(one.rule for one in outcome.violations).items():
        print(f"  {rule}: {times}")
    for one in _first(outcome.violations):
        print(f"    {one}")


def _first(violations: Iterable[Any]) -> list[str]:
    lines = [f"{one.rule} | {one.subject} | {one.what}" for one in violations]
    rest = len(lines) - SHOWN
    return lines[:SHOWN] + ([f"… dan {rest} lagi"] if rest > 0 else [])


KINDS_HELP = ", ".join(KINDS)


def main() -> int:
    options = read_options(sys.argv[1:])
    quiet()
    print(f"Benih {options.seed}. Untuk mengulangi: {command(options)}", flush=True)
    outcome = perform(options)
    print_report(outcome)
    if options.as_json:
        try:
            write_json(outcome, options.as_json)
        except BerkasTidakTertulis as error:
            print(f"{error}. {error.anjuran}.", file=sys.stderr)
            return 1
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
    parser.add_argument(
        "--meja",
        type=_at_least_one,
        default=usual.web,
        metavar="N",
        help="para petugas memutus di halaman, yang dilayani N proses meja",
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
        web=given.meja,
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
