"""An officer's own part of a decision: asked for at the terminal, or read from options."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from izin.cli.errors import BadInput
from izin.cli.output import plain
from izin.cli.terminal import Cancelled, Terminal
from izin.cli.tugas_petugas import ANEW, BACK, REST, YES
from izin.cli.tugas_view import by_the_system, meaning
from shared.alur.files import AturanBerkas, cacat_berkas
from shared.alur.jenis_berkas import daftar_jenis
from shared.contracts import DokumenDiajukan, HasilDiminta, Petugas, Pilihan, Tugas, Verdik
from shared.contracts.spelling import berisi
from shared.kantor.berkas import LocalFile, measure
from shared.kantor.errors import MasukanKeliru
from shared.kantor.letter_text import ENDINGS, LetterText, read_letter
from shared.kantor.pertentangan import pertentangan
from shared.kantor.tugas import Decision
from shared.tindakan import NilaiPutusan, Tindakan
from shared.topology import PELAKSANA_PEMOHON


class Dialogue:
    """One task's questions. Verdicts once given are kept when the officer chooses again. `service`
    as in `Frame`."""

    def __init__(
        self,
        terminal: Terminal,
        tugas: Tugas,
        limit_bytes: int,
        opened: datetime | None = None,
        *,
        service: bool = False,
    ) -> None:
        self._terminal = terminal
        self._tugas = tugas
        self._limit_bytes = limit_bytes
        self._opened = opened
        self._service = service
        self._verdik: dict[str, Verdik] = {}

    async def decision(self, pilihan: Pilihan, petugas: Petugas) -> Decision:
        """Raises `Cancelled`."""
        verdik = await self._verdicts(pilihan)
        made = by_the_system(self._tugas, pilihan.putusan, service=self._service)
        asked = [self._asked(kode) for kode in pilihan.hasil_wajib if kode not in made]
        given = [await self._output(one) for one in asked]
        catatan = await self._note(pilihan, verdik)
        decision = Decision(
            pilihan.putusan,
            petugas,
            verdik,
            outputs=[one for one in given if isinstance(one, LocalFile)],
            letters=[one for one in given if isinstance(one, LetterText)],
            catatan=catatan,
            opened=self._opened,
        )
        await self._confirm(pilihan, decision)
        return decision

    async def _verdicts(self, pilihan: Pilihan) -> tuple[Verdik, ...]:
        if self._tugas.tindakan is Tindakan.VERIFIKASI:
            self._refuse_incomplete(pilihan)
            await self._judge_each()
        elif pilihan.putusan != "terima" and pilihan.ke_pelaksana == PELAKSANA_PEMOHON:
            await self._point_at()
        if pilihan.putusan == "terima" and (rejected := self._rejected()):
            codes = ", ".join(rejected)
            self._say(f"Ada dokumen yang ditolak ({codes}): putusannya tidak dapat 'terima'.")
            raise Cancelled
        verdik = tuple(self._verdik.values())
        for contradiction in pertentangan(self._tugas, pilihan.putusan, verdik):
            await self._really(contradiction, pilihan.putusan)
        return verdik

    async def _really(self, contradiction: str, word: str) -> None:
        """Only the decision's own word goes on. The verdicts are asked for again otherwise."""
        self._say(f"{contradiction}.")
        if await self._terminal.ask(f"Tulis '{word}' bila memang begitu:") != word:
            self._verdik.clear()
            raise Cancelled

    def _refuse_incomplete(self, pilihan: Pilihan) -> None:
        """Before an officer judges ten documents for a decision that cannot stand."""
        if pilihan.putusan == "terima" and self._tugas.kekurangan:
            codes = ", ".join(kurang.kode for kurang in self._tugas.kekurangan)
            self._say(f"Belum lengkap ({codes}): putusannya tidak dapat 'terima'.")
            raise Cancelled

    def _rejected(self) -> list[str]:
        return [v.kode for v in self._verdik.values() if not v.diterima]

    async def _judge_each(self) -> None:
        pending = [
            dokumen
            for dokumen in self._tugas.dokumen
            if dokumen.diterima is not True and dokumen.kode not in self._verdik
        ]
        for position, dokumen in enumerate(pending):
            word = await self._verdict_word(dokumen)
            if word == REST:
                rest = pending[position:]
                self._verdik |= {d.kode: Verdik(kode=d.kode, diterima=True) for d in rest}
                return
            self._verdik[dokumen.kode] = await self._verdict(dokumen.kode, word)

    async def _verdict_word(self, dokumen: DokumenDiajukan) -> str:
        question = f"{dokumen.kode} ({dokumen.nama}):"
        word = await self._terminal.choose(question, ("terima", "tolak", REST, BACK))
        if word == BACK:
            self._verdik.clear()
            raise Cancelled
        return word

    async def _verdict(self, kode: str, word: str) -> Verdik:
        if word == "terima":
            return Verdik(kode=kode, diterima=True)
        alasan = await self._terminal.ask_filled("  Alasan untuk pemohon:")
        return Verdik(kode=kode, diterima=False, alasan=alasan)

    async def _point_at(self) -> None:
        """What is not named stays accepted, and the applicant cannot replace it."""
        known = [dokumen.kode for dokumen in self._tugas.dokumen]
        self._say(f"Dokumen: {', '.join(known)}")
        question = "Kode dokumen yang harus diganti pemohon, dipisah koma (boleh kosong):"
        for kode in filter(None, map(str.strip, (await self._terminal.ask(question)).split(","))):
            if kode in known:
                self._verdik[kode] = await self._verdict(kode, "tolak")
            else:
                self._say(f"'{kode}' bukan dokumen permohonan ini.")
                raise Cancelled

    def _asked(self, kode: str) -> HasilDiminta:
        return next(hasil for hasil in self._tugas.keluaran if hasil.kode == kode)

    async def _output(self, hasil: HasilDiminta) -> LocalFile | LetterText:
        kinds = [daftar_jenis(hasil.media)] if hasil.media else []
        kinds += ["isi suratnya (.toml)"] if hasil.surat else []
        question = f"Berkas {hasil.kode} ({hasil.nama}), {' atau '.join(kinds)}:"
        while True:
            answer = await self._terminal.ask(f"{question} [{BACK}]")
            if answer == BACK:
                raise Cancelled
            try:
                file = self._read(hasil, answer)
            except MasukanKeliru as error:
                self._say(error.pesan)
                continue
            if not (problems := self._problems(file, hasil)):
                return file
            for problem in problems:
                self._say(problem)

    def _read(self, hasil: HasilDiminta, answer: str) -> LocalFile | LetterText:
        path = Path(answer).expanduser()
        if hasil.surat and path.suffix.lower() in ENDINGS:
            return read_letter(hasil.kode, path, self._limit_bytes)
        return measure(hasil.kode, path, self._limit_bytes)

    def _problems(self, file: LocalFile | LetterText, hasil: HasilDiminta) -> list[str]:
        """What a letter says is judged when all is tried, field by field."""
        if isinstance(file, LetterText):
            return []
        berkas = file.as_document("0" * 24).berkas
        rules = AturanBerkas(hasil.media, self._limit_bytes)
        return list(cacat_berkas(file.kode, berkas, file.facts, rules))

    async def _note(self, pilihan: Pilihan, verdik: Sequence[Verdik]) -> str:
        """Whoever sends back or refuses says why, in a verdict or in a note."""
        has_reason = any(not v.diterima for v in verdik)
        if pilihan.putusan == "terima" or has_reason:
            return await self._terminal.ask("Catatan (boleh kosong):")
        return await self._terminal.ask_filled("Catatan, alasan putusan ini:")

    async def _confirm(self, pilihan: Pilihan, decision: Decision) -> None:
        """Repeats what it means, in words that cannot be mistaken for their opposite."""
        heading = f"{pilihan.putusan.upper()} {self._tugas.nomor}: {meaning(pilihan)}"
        self._terminal.console.print(plain(f"\n{heading}", style="bold"))
        for verdik in decision.verdik:
            word = "diterima" if verdik.diterima else f"DITOLAK: {verdik.alasan}"
            self._terminal.console.print(plain(f"  {verdik.kode}: {word}"))
        for kode, path in decision.files():
            self._terminal.console.print(plain(f"  {kode}: {path}"))
        made = by_the_system(self._tugas, pilihan.putusan, service=self._service)
        for kode, words in made.items():
            self._terminal.console.print(plain(f"  {kode}: {words}"))
        if decision.catatan:
            self._terminal.console.print(plain(f"  Catatan: {decision.catatan}"))
        answer = await self._terminal.ask("Tulis 'ya' untuk mengirim, 'ulang' untuk menilai ulang:")
        if answer == YES:
            return
        if answer == ANEW:
            self._verdik.clear()
        self._say("Tidak dikirim.")
        raise Cancelled

    def _say(self, text: str) -> None:
        self._terminal.console.print(plain(f"  {text}", style="yellow"))


def parse_putusan(text: str) -> NilaiPutusan:
    known: dict[str, NilaiPutusan] = {name: name for name in get_args(NilaiPutusan)}
    if text not in known:
        raise BadInput(f"--putusan '{text}' tidak dikenal; pilihannya {', '.join(known)}")
    return known[text]


def parse_verdik(texts: Sequence[str], tugas: Tugas) -> tuple[Verdik, ...]:
    """KODE=terima or KODE=tolak:ALASAN; `semua` stands for every document not accepted yet that
    is not named itself. Raises `BadInput`."""
    named = [_one_verdik(text) for text in texts]
    explicit = [verdik for verdik in named if verdik.kode != REST]
    given = {verdik.kode for verdik in explicit}
    pending = [d.kode for d in tugas.dokumen if d.diterima is not True and d.kode not in given]
    for everything in (verdik for verdik in named if verdik.kode == REST):
        explicit += [everything.model_copy(update={"kode": kode}) for kode in pending]
    return tuple(explicit)


def _one_verdik(text: str) -> Verdik:
    kode, _, word = text.partition("=")
    verdict, _, alasan = word.partition(":")
    try:
        if verdict == "terima" and not alasan:
            return Verdik(kode=kode, diterima=True)
        if verdict == "tolak" and berisi(alasan):
            return Verdik(kode=kode, diterima=False, alasan=alasan)
    except ValidationError:
        pass
    if verdict == "tolak" and not berisi(alasan):
        remedy = f"Pemohon membaca alasannya: --verdik {kode}='tolak:ALASAN'"
        raise BadInput(f"--verdik '{text}': alasan penolakannya kosong", remedy=remedy)
    raise BadInput(
        f"--verdik '{text}' tidak terbaca", remedy="Tulis KODE=terima atau KODE=tolak:ALASAN"
    )


Outputs = tuple[tuple[LocalFile, ...], tuple[LetterText, ...]]


def parse_outputs(texts: Sequence[str], limit_bytes: int) -> Outputs:
    """KODE=FILE: finished documents, and texts of letters (.toml, .json). Raises `BadInput`."""
    given = [_one_output(text) for text in texts]
    return (
        tuple(measure(k, p, limit_bytes) for k, p in given if p.suffix.lower() not in ENDINGS),
        tuple(read_letter(k, p, limit_bytes) for k, p in given if p.suffix.lower() in ENDINGS),
    )


def _one_output(text: str) -> tuple[str, Path]:
    kode, sign, name = text.partition("=")
    if not (kode and sign and name):
        raise BadInput(f"--hasil '{text}' tidak terbaca", remedy="Tulis KODE=FILE")
    path = Path(name).expanduser()
    if not path.is_file():
        raise BadInput(f"--hasil {kode}: berkas {path} tidak ada")
    return kode, path


def doubles(codes: Sequence[str]) -> Iterator[str]:
    yield from (kode for kode in dict.fromkeys(codes) if codes.count(kode) > 1)
