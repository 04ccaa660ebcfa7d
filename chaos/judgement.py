"""What an officer makes of a task: from the task alone, and from the seed."""

import random

from chaos.letters import Letters
from chaos.stage import Stage, chance
from shared.alur import jawab
from shared.contracts import DokumenBerkode, HasilPutusan, Petugas, Pilihan, Putusan, Tugas, Verdik
from shared.tindakan import NilaiPutusan, Tindakan

PATIENCE = 5
"""From this putaran on nothing is sent back any more: every application comes to an end."""

NAMES = {"a": "Petugas Satu", "b": "Petugas Dua"}


class Judgement:
    """Made once for a task, however often it comes."""

    def __init__(self, stage: Stage, role: str) -> None:
        self._stage = stage
        self._role = role
        self._letters = Letters(stage)
        self._made: dict[str, tuple[Putusan, Putusan | None]] = {}

    async def decisions(self, tugas: Tugas, lots: random.Random) -> tuple[Putusan, Putusan | None]:
        """The decision; and another officer's, who does not agree, where there is one."""
        ways = {pilihan.putusan: pilihan for pilihan in tugas.pilihan}
        value = self._choose(tugas, lots)
        rival = self._rival(tugas, value, lots)
        if tugas.tugas_id not in self._made:
            own, other = ("-a", "-b") if rival else ("", "")
            first = await self._decision(tugas, ways[value], lots, own)
            second = await self._decision(tugas, ways[rival], lots, other) if rival else None
            self._made[tugas.tugas_id] = (first, second)
        return self._made[tugas.tugas_id]

    def again(self, putusan: Putusan, suffix: str) -> Putusan:
        """The same under another key."""
        key = f"{putusan.putusan_id.rstrip('-ab')}-{suffix}"
        return putusan.model_copy(update={"putusan_id": key})

    def _choose(self, tugas: Tugas, lots: random.Random) -> NilaiPutusan:
        others = [p.putusan for p in tugas.pilihan if p.putusan != "terima"]
        if tugas.tindakan is Tindakan.VERIFIKASI and tugas.kekurangan:
            return "tolak" if "tolak" in others else "terima"
        if not others or tugas.putaran >= PATIENCE:
            return "terima"
        wanted = chance(lots, self._stage.options.manners.sent_back)
        return lots.choice(others) if wanted else "terima"

    def _rival(self, tugas: Tugas, value: NilaiPutusan, lots: random.Random) -> NilaiPutusan | None:
        others = [p.putusan for p in tugas.pilihan if p.putusan != value]
        if not others or tugas.kekurangan or tugas.putaran >= PATIENCE:
            return None
        wanted = chance(lots, self._stage.options.manners.contradicted)
        return lots.choice(others) if wanted else None

    async def _decision(
        self, tugas: Tugas, way: Pilihan, lots: random.Random, suffix: str
    ) -> Putusan:
        accepts = way.putusan == "terima"
        now = self._stage.clock()
        which = suffix[1:] or lots.choice("ab")
        return jawab(
            tugas,
            way.putusan,
            Petugas(id=f"chaos.{self._role}.{which}", nama=NAMES[which]),
            now,
            putusan_id=f"c{tugas.permohonan_id.hex}-{tugas.langkah}.{tugas.putaran}{suffix}",
            mulai_pada=now,
            verdik=_verdicts(tugas, lots, accepts=accepts),
            hasil=tuple([await self._output(kode, tugas) for kode in way.hasil_wajib]),
            catatan="" if accepts else "perlu diperbaiki",
        )

    async def _output(self, kode: str, tugas: Tugas) -> HasilPutusan | DokumenBerkode:
        if written := self._letters.output(kode, tugas):
            return written
        papers = self._stage.papers
        if tugas.tindakan is Tindakan.TANDA_TANGANI:
            return DokumenBerkode(kode=kode, berkas=await papers.fresh(f"{kode}-{tugas.nomor}"))
        return await papers.coded(kode, f"{kode}-{tugas.putaran}")


def _verdicts(tugas: Tugas, lots: random.Random, *, accepts: bool) -> tuple[Verdik, ...]:
    if tugas.tindakan is not Tindakan.VERIFIKASI:
        return ()
    open_ones = [d.kode for d in tugas.dokumen if d.diterima is not True]
    wrong = None if accepts or not open_ones else lots.choice(open_ones)
    return tuple(
        Verdik(kode=k, diterima=k != wrong, alasan="tidak terbaca" if k == wrong else "")
        for k in open_ones
    )
