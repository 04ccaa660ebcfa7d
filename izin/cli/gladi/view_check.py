"""What a check of the records has found, as people read it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from izin.cli.gladi.progress import thousands
from izin.cli.gladi.words import MEANINGS
from izin.cli.output import plain, stdout
from izin.cli.times import when
from shared.gladi.tercatat import Beda
from shared.kantor.cocok import HasilCocok


def print_check(found: HasilCocok, zone: ZoneInfo) -> None:
    console = stdout()
    assert found.kini is not None  # noqa: S101 - without a sweep there is nothing to show
    console.print(plain(f"Sapuan terakhir watchdog: {when(found.kini, zone)}"))
    derived = f"{thousands(found.catatan)} peringatan dari {thousands(found.permohonan)} permohonan"
    if found.cocok:
        sentence = f"Cocok: aturan yang tidak berubah menghasilkan tepat yang tercatat, {derived}."
        console.print(plain(sentence, style="green"))
        return
    sentence = f"TIDAK COCOK: {thousands(len(found.beda))} perbedaan; seharusnya {derived}."
    console.print(plain(sentence, style="bold red"))
    for satu in found.beda:
        for line in _lines(satu):
            console.print(plain(line))


def _lines(satu: Beda) -> Iterator[str]:
    tail = ": ".join(part for part in (MEANINGS[satu.jenis], satu.alasan) if part)
    yield f"{satu.nomor or '(tanpa nomor)'}  {tail}"
    if satu.kunci:
        yield f"    {satu.kunci}"
    for bidang in satu.bidang:
        yield f"    {bidang.nama}: tercatat {bidang.tercatat}, seharusnya {bidang.seharusnya}"
