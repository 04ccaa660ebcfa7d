"""Who decides at the terminal: asked for, or read from an option, and looked at before anything
else is."""

import re
from dataclasses import dataclass
from typing import get_args

from pydantic import ValidationError

from izin.cli.catalogue import roles
from izin.cli.errors import BadInput
from izin.cli.output import plain
from izin.cli.terminal import Terminal
from shared.clock import Clock, clock_of, system_clock
from shared.contracts import Pemohon, Petugas
from shared.contracts.spelling import NIP_ANGKA, nip_baku
from shared.errors import PutusanDitolak
from shared.petugas.loader import baca_berkas
from shared.petugas.model import DaftarPetugas
from shared.petugas.wewenang import pastikan_berwenang
from shared.settings import Settings
from shared.tindakan import NilaiPutusan
from shared.topology import PELAKSANA_PEMOHON
from shared.words import office_zone

REST, BACK = "semua", "batal"
SAVE, SKIP, LEAVE = "unduh", "lewati", "keluar"
YES, ANEW = "ya", "ulang"
ANSWERS = frozenset((*get_args(NilaiPutusan), REST, BACK, SAVE, SKIP, LEAVE, YES, ANEW, "tidak"))
"""Words of the dialogue: nobody's name, nobody's number."""

SHORTEST_NAME = 2
"""Letters: Al, Ng, Oe."""

EXAMPLE = "198001012005011001"
_OTHER = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9_-])[A-Za-z0-9._-]{3,64}")
"""An identifier of an office that goes without NIPs, such as dn-07."""

_EXPECTED = f"NIP terdiri atas {NIP_ANGKA} angka, misalnya {EXAMPLE}"
_RECEIVER = "pemohon"
"""The `Petugas.id` of an applicant who receives the SK; never a NIK."""


def parse_petugas(text: str) -> Petugas:
    """ID:NAMA. Raises `BadInput`."""
    number, colon, nama = text.partition(":")
    try:
        if colon:
            return Petugas(id=number.strip(), nama=nama)
    except ValidationError:
        pass
    raise BadInput(
        f"--petugas '{text}' bukan ID:NAMA",
        remedy=f"Misalnya --petugas {EXAMPLE}:'Budi Petugas', atau isi IZIN_PETUGAS",
    )


@dataclass(frozen=True)
class Officers:
    """Those who may decide in a role, as far as this machine knows: by the office's register, where
    it keeps one here, and by what an NIP and a name look like."""

    pelaksana: str
    daftar: DaftarPetugas | None = None
    clock: Clock = system_clock

    @property
    def is_applicant(self) -> bool:
        return self.pelaksana == PELAKSANA_PEMOHON

    def objection_to_number(self, text: str) -> str:
        """A sentence; empty for a number that may be one."""
        if self.is_applicant:
            return ""
        number = nip_baku(text)
        assert isinstance(number, str)  # noqa: S101 - a text in, a text out
        if text.casefold() in ANSWERS:
            return f"'{text}' bukan NIP. {_EXPECTED}."
        if self.daftar is not None:
            if self.daftar.orang(number) is None:
                return f"NIP '{text}' tidak ada dalam daftar petugas kantor ini."
            return ""
        if (number.isdecimal() and len(number) == NIP_ANGKA) or _OTHER.fullmatch(number):
            return ""
        return f"'{text}' bukan NIP. {_EXPECTED}."

    def objection(self, petugas: Petugas) -> str:
        """A sentence; empty for an officer whom nothing here speaks against."""
        if number := self.objection_to_number(petugas.id):
            return number
        letters = sum(letter.isalpha() for letter in petugas.nama)
        if letters < SHORTEST_NAME or petugas.nama.casefold() in ANSWERS:
            return f"'{petugas.nama}' bukan nama orang. Tulis nama lengkap, misalnya Budi Petugas."
        if self.daftar is None or self.is_applicant:
            return ""
        now = self.clock()
        try:
            pastikan_berwenang(self.daftar, petugas, self.pelaksana, (now, now))
        except PutusanDitolak as error:
            return f"{error.alasan}."
        return ""

    def checked(self, text: str) -> Petugas:
        """ID:NAMA. Raises `BadInput`."""
        petugas = parse_petugas(text)
        if objection := self.objection(petugas):
            remedy = "Yang berwenang: izin petugas daftar" if self.daftar else ""
            raise BadInput(f"--petugas: {objection}", remedy=remedy)
        return petugas

    async def asked(self, terminal: Terminal, pemohon: Pemohon) -> Petugas:
        """Until it can be somebody who may decide. The applicant is asked for a name alone."""
        while True:
            number = _RECEIVER if self.is_applicant else await self._number(terminal)
            if self.is_applicant:
                nama = await terminal.ask(f"Nama penerima [{pemohon.nama}]:") or pemohon.nama
            else:
                nama = await terminal.ask_filled("Nama Anda:")
            try:
                petugas = Petugas(id=number, nama=nama)
                objection = self.objection(petugas)
            except ValidationError:
                objection = f"'{nama}' bukan nama orang."
            if not objection:
                return petugas
            _say(terminal, objection)

    async def _number(self, terminal: Terminal) -> str:
        while objection := self.objection_to_number(
            number := await terminal.ask_filled("NIP Anda:")
        ):
            _say(terminal, objection)
        return number


def _say(terminal: Terminal, text: str) -> None:
    terminal.console.print(plain(f"  {text}", style="yellow"))


NOBODY = Officers("")
"""Where nobody is asked."""


def receiver(pemohon: Pemohon) -> Petugas:
    """The applicant, where nobody else is named."""
    return Petugas(id=_RECEIVER, nama=pemohon.nama)


def officers_of(pelaksana: str, settings: Settings) -> Officers:
    """Raises `DaftarPetugasTidakSah` and `SopTidakSah`."""
    path, clock = settings.daftar_petugas, clock_of(settings.berkas_jam)
    daftar = baca_berkas(path, office_zone(settings), roles(settings)) if path else None
    return Officers(pelaksana, daftar, clock)
