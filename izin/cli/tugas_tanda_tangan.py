"""The officer's NIK and passphrase for one signature at the national service: asked for at the
terminal unseen, or read from a file of the officer's alone. Never an argument or a variable of the
environment, which other users of the machine may read."""

import stat
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from izin.cli.errors import BadInput, CliError, Failed, Refused, Unreachable
from izin.cli.output import plain
from izin.cli.terminal import Cancelled, Terminal
from izin.cli.tugas_petugas import BACK, SAVE
from shared.alur import teks_ukuran
from shared.kantor.berkas import fetch
from shared.kantor.errors import MasukanKeliru
from shared.kantor.tanda_tangan import BelumDitandatangani, Kredensial, TeksSk, kredensial
from shared.kantor.tugas import Meja
from shared.os_words import sebab_os
from shared.tandatangan.errors import HasilTidakPasti, LayananGagal, LayananTidakTerjangkau
from shared.text_reading import TidakTerbaca, teks_utf8
from shared.whole_file import make_folder
from shared.words import day_name

Credentials = Callable[[TeksSk], Awaitable[Kredensial]]
"""Raises `Cancelled` when the officer does not want to sign after all."""

SIGN = "tandatangani"
LINES = 2


async def unneeded(_: TeksSk) -> Kredensial:
    """For decisions that the service does not sign."""
    raise Cancelled


@dataclass(frozen=True)
class Asked:
    """At the terminal, after what is to be signed was shown; the text can be read first, in
    `folder`."""

    terminal: Terminal
    meja: Meja
    folder: Path

    async def __call__(self, teks: TeksSk) -> Kredensial:
        self._show(teks)
        while True:
            word = await self.terminal.choose("Tandatangani SK ini?", (SIGN, SAVE, BACK))
            if word == BACK:
                self._say("Tidak ditandatangani; nomornya tetap milik permohonan ini.")
                raise Cancelled
            if word == SIGN:
                return await self._secrets()
            await self._save(teks)

    def _show(self, teks: TeksSk) -> None:
        naskah = teks.naskah
        size = teks_ukuran(naskah.berkas.ukuran_bytes)
        for line in (
            f"SK nomor {naskah.nomor_sk}, tanggal {day_name(naskah.tanggal)}, untuk {naskah.nomor}",
            f"Naskah {naskah.berkas.nama_berkas} ({size}), SHA-256 {naskah.berkas.sha256}",
        ):
            self.terminal.console.print(plain(line), soft_wrap=True)

    async def _secrets(self) -> Kredensial:
        while True:
            nik = await self.terminal.ask_unseen("NIK Anda (tidak ditampilkan; kosong: batal):")
            if not nik.strip():
                raise Cancelled
            frasa = await self.terminal.ask_unseen("Frasa sandi (tidak ditampilkan):")
            try:
                return kredensial(nik, frasa)
            except MasukanKeliru as error:
                self._say(f"{error.pesan}.")

    async def _save(self, teks: TeksSk) -> None:
        naskah = teks.naskah
        folder = self.folder / naskah.nomor
        make_folder(folder)
        path = folder / f"naskah-{naskah.kode}.pdf"
        await fetch(self.meja.kantor.dokumen, naskah.kode, naskah.berkas, path, timpa=True)
        self.terminal.console.print(plain(f"  {path}"), soft_wrap=True)

    def _say(self, text: str) -> None:
        self.terminal.console.print(plain(f"  {text}", style="yellow"))


def read_credentials(path: Path) -> Kredensial:
    """Two lines, NIK and passphrase, from a file that its owner alone may read, or from a pipe
    (/dev/fd/3). Raises `BadInput`, without what stands there."""
    named = f"--frasa-dari {path}"
    try:
        with path.open("rb") as file:
            mode = path.stat().st_mode
            if stat.S_ISREG(mode) and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise BadInput(f"{named}: terbaca orang lain", remedy=f"chmod 600 {path}")
            lines = teks_utf8(file.read()).splitlines()
    except OSError as error:
        raise BadInput(f"{named}: {sebab_os(error)}") from error
    except TidakTerbaca as error:
        raise BadInput(f"{named}: {error}") from error
    if len(lines) != LINES:
        raise BadInput(f"{named}: isinya dua baris, NIK lalu frasa sandi")
    try:
        return kredensial(*lines)
    except MasukanKeliru as error:
        raise BadInput(f"{named}: {error.pesan}") from error


def not_signed(belum: BelumDitandatangani) -> CliError:
    """The end of a command that was to sign."""
    galat = belum.galat
    kind: type[CliError] = Refused
    if isinstance(galat, LayananTidakTerjangkau | HasilTidakPasti):
        kind = Unreachable
    elif isinstance(galat, LayananGagal):
        kind = Failed
    return kind(belum.pesan, remedy=belum.anjuran)
