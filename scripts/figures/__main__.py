"""`python -m scripts.figures [ROOT]`: the figures of the house, of this checkout or of another."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from scripts.figures.checkout import FOLDERS, Checkout
from scripts.figures.doors import DOORS, Doors, open_doors
from scripts.figures.figures import SMALL_LINES, Cycle, Figures, measure
from scripts.figures.language import read_vocabulary

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str]) -> int:
    given = _options(arguments)
    checkout, vocabulary = Checkout(given.root), read_vocabulary()
    if given.kata:
        print(*vocabulary.english(checkout), sep="\n")
        return 0
    if not checkout.proper:
        print(f"Tidak ada modul di {given.root} ({', '.join(FOLDERS)}).", file=sys.stderr)
        return 2
    figures = measure(checkout, vocabulary)
    doors = [open_doors(given.root, name) for name in DOORS] if given.pintu else []
    if given.json:
        told = {**asdict(figures), "doors": {door.name: door._asdict() for door in doors}}
        print(json.dumps(told, indent=1))
        return 0
    _table([*_rows(figures), *_opened(doors)])
    _list("Hanya diimpor uji", figures.tests_only)
    _list("Bernama dalam bahasa lain", _misnamed(figures))
    if given.kecil:
        _list("Modul kecil", figures.small)
    return 0


def _rows(figures: Figures) -> Iterator[tuple[str, str]]:
    lines = figures.lines
    yield "modul; dengan __init__", f"{figures.modules}; {figures.modules_with_init}"
    yield "baris", _number(lines.total)
    yield "baris satu modul: median; p90", f"{lines.median:g}; {lines.p90}".replace(".", ",")
    yield "modul terpanjang", f"{lines.longest}: {lines.longest_path}"
    yield "hanya diimpor satu tetangga", str(len(figures.one_neighbour))
    yield "hanya diimpor uji", str(len(figures.tests_only))
    yield "baris impor", _share(lines.imports, lines.total)
    yield "baris kepala modul", _share(lines.headings, lines.total)
    yield "keduanya", _share(lines.imports + lines.headings, lines.total)
    yield "lingkaran impor saat mulai", _circles(figures.cycles_at_start)
    yield "lingkaran dengan impor malas dan tipe", _circles(figures.cycles_at_any_time)
    yield "bernama dalam bahasa lain", str(len(figures.misnamed))
    yield f"modul di bawah {SMALL_LINES} baris tanpa alasan", str(len(figures.small))


def _opened(doors: Iterable[Doors]) -> Iterator[tuple[str, str]]:
    for door in doors:
        yield f"berkas yang dibuka: {door.name}", door.problem or str(len(door.files))


def _misnamed(figures: Figures) -> list[str]:
    return [f"{file.path}: {file.named}, isinya {file.defines}" for file in figures.misnamed]


def _circles(found: Sequence[Cycle]) -> str:
    return "; ".join(" ".join(cycle) for cycle in found) or "tidak ada"


def _table(rows: Iterable[tuple[str, str]]) -> None:
    for name, told in rows:
        print(f"{name:40} {told}")


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        print(f"\n{title}:", *lines, sep="\n  ")


def _share(part: int, whole: int) -> str:
    """As "4.791 (10,5 %)"."""
    percent = f"{100 * part / whole:.1f}".replace(".", ",")
    return f"{_number(part)} ({percent} %)"


def _number(number: int) -> str:
    """As "44.472"."""
    return f"{number:,}".replace(",", ".")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.figures", description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=ROOT, help="bawaan: checkout ini")
    parser.add_argument("--kecil", action="store_true", help="sebut modul kecil satu per satu")
    parser.add_argument(
        "--pintu", action="store_true", help="hitung berkas yang dibuka satu Putusan dan satu lihat"
    )
    parser.add_argument(
        "--kata", action="store_true", help="hanya kata yang terhitung Inggris: adakah yang bukan?"
    )
    parser.add_argument("--json", action="store_true", help="sebagai JSON, dengan semua daftarnya")
    given = parser.parse_args(arguments)
    given.root = given.root.resolve()
    return given


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
