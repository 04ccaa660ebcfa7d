"""Where an application is now, and the command by which whoever has it goes on."""

from collections.abc import Iterator

from izin.cli.catalogue import pelaksana_names
from izin.cli.output import plain, stderr
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.tindakan import Tindakan


def next_step(permohonan: Permohonan, sop: Sop) -> str:
    terbuka = permohonan.langkah
    if terbuka is None:
        return f"tidak ada; permohonan {permohonan.status}"
    langkah = sop.langkah_ke(terbuka.no)
    who = pelaksana_names().get(terbuka.pelaksana, terbuka.pelaksana)
    return f"langkah {langkah.no}, {who}: {langkah.kegiatan} ({langkah.waktu.teks})"


def next_command(permohonan: Permohonan, sop: Sop) -> str:
    """Who types it, and what: "Sebagai Kabid Perizinan: izin tugas kabid --nomor X"."""
    nomor, terbuka = permohonan.nomor, permohonan.langkah
    if terbuka is None:
        made = [h.kode for h in permohonan.hasil if h.berkas is not None]
        return f"Ambil berkasnya: izin unduh {nomor} {made[-1]}" if made else ""
    who = pelaksana_names().get(terbuka.pelaksana, terbuka.pelaksana)
    if sop.langkah_ke(terbuka.no).tindakan is Tindakan.AJUKAN:
        return f"Sebagai {who}: izin ajukan FOLDER --nomor {nomor}"
    return f"Sebagai {who}: izin tugas {terbuka.pelaksana} --nomor {nomor}"


def tell_next(permohonan: Permohonan, sop: Sop) -> None:
    for line in _lines(permohonan, sop):
        stderr().print(plain(line), soft_wrap=line.endswith(permohonan.nomor))


def _lines(permohonan: Permohonan, sop: Sop) -> Iterator[str]:
    if permohonan.langkah is not None:
        yield f"Berikutnya: {next_step(permohonan, sop)}"
    if command := next_command(permohonan, sop):
        yield command
