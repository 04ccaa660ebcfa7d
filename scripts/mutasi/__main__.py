"""`python -m scripts.mutasi`: exit 1 when a mutation survives, 2 when nothing can be said."""

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.mutasi.campaign import Campaign, Limits, NotSound, Result
from scripts.mutasi.table import Mutation, TableWrong, problems, read_table

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str]) -> int:
    given = _options(arguments)
    try:
        table = read_table()
        if wrong := list(problems(table, ROOT)):
            raise TableWrong(wrong)
    except TableWrong as error:
        print("Tabel mutasi tidak cocok dengan kode:", *error.problems, sep="\n  ")
        return 2
    chosen = [satu for satu in table if _wanted(satu, given.pilihan)]
    if given.daftar:
        for satu in chosen:
            print(f"{satu.no:3} {satu.name}\n    {satu.file}; {' '.join(satu.tests)}")
        return 0
    if not chosen:
        print(f"Tidak ada mutasi '{' '.join(given.pilihan)}'; lihat --daftar.")
        return 2
    return _perform(chosen, Limits(given.batas_detik, altogether=given.batas_menit * 60))


def _perform(chosen: Sequence[Mutation], limits: Limits) -> int:
    began = time.monotonic()
    # Asked to stop by either signal, it leaves no run behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="mutasi-") as folder:
        campaign = Campaign(ROOT, Path(folder), limits, lambda text: print(text, flush=True))
        try:
            results = asyncio.run(campaign.run(chosen))
        except NotSound as error:
            print(error)
            return 2
    return _summary(results, time.monotonic() - began)


def _summary(results: Sequence[Result], seconds: float) -> int:
    survivors = [satu for satu in results if not satu.noticed]
    print(
        f"{len(results) - len(survivors)} dari {len(results)} mutasi diketahui uji cepat,"
        f" {seconds:.0f} detik."
    )
    for satu in survivors:
        print(f"  {satu.run.verdict}: {satu.mutation.sebut}; {satu.mutation.file}")
    return 1 if survivors else 0


def _wanted(mutation: Mutation, pilihan: Sequence[str]) -> bool:
    return not pilihan or any(
        satu == str(mutation.no) or (not satu.isdigit() and satu in mutation.name)
        for satu in pilihan
    )


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    usual = Limits()
    parser = argparse.ArgumentParser(prog="python -m scripts.mutasi", description=__doc__)
    parser.add_argument("pilihan", nargs="*", help="nomor, atau bagian dari nama; bawaan semua")
    parser.add_argument("--daftar", action="store_true", help="tampilkan tabelnya saja")
    parser.add_argument("--batas-detik", type=float, default=usual.named, help="untuk tiap mutasi")
    parser.add_argument("--batas-menit", type=float, default=usual.altogether / 60)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
