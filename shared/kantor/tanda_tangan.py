"""SKs that the national service signs: the worker's text, signed with the NIK and the passphrase of
the moment, and decided with.

NIK and passphrase live in the hand of the caller for one call: nothing here keeps, logs or sends
them, but to the service. Nothing is tried again by itself: a wrong passphrase counts towards a
lock, and what was sent may have been signed. Whatever happens, the case waits at its step and keeps
its number; asked again, it has the same text all day.
"""

import hashlib
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from pydantic import SecretStr

from shared.alur.surat import SuratDibuat, bayangan
from shared.contracts import (
    Dokumen,
    DokumenBerkode,
    Jawaban,
    MintaNaskah,
    MintaTugas,
    Naskah,
    Petugas,
    Tugas,
)
from shared.contracts.messages import DaftarTugas
from shared.contracts.spelling import nik_baku
from shared.errors import PutusanDitolak
from shared.kantor.errors import MasukanKeliru, TidakTerlaksana
from shared.kantor.tugas import (
    Decider,
    Decision,
    Meja,
    prepared,
    refusal,
    rehearse,
    service_signs,
    unwritten,
)
from shared.store.port import BerkasRusak, DokumenStore
from shared.tandatangan.errors import HasilLayananDitolak, HasilTidakPasti, TandaTanganError

NIK_ANGKA = 16


@dataclass(frozen=True)
class Kredensial:
    """What the service wants to know of the officer, for one call. Shows neither in a repr."""

    nik: SecretStr
    frasa: SecretStr


def kredensial(nik: str, frasa: str) -> Kredensial:
    """Raises `MasukanKeliru`, without what was written."""
    angka = str(nik_baku(nik))
    if not (len(angka) == NIK_ANGKA and angka.isascii() and angka.isdecimal()):
        raise MasukanKeliru(f"NIK terdiri atas {NIK_ANGKA} angka")
    if not frasa:
        raise MasukanKeliru("Frasa sandi (passphrase) kosong")
    return Kredensial(SecretStr(angka), SecretStr(frasa))


class BelumDitandatangani(TidakTerlaksana):
    """The case waits as it was."""

    def __init__(self, nomor_sk: str, galat: TandaTanganError) -> None:
        super().__init__(
            f"SK nomor {nomor_sk} belum ditandatangani. {_kalimat(galat)}", anjuran=_anjuran(galat)
        )
        self.nomor_sk = nomor_sk
        self.galat = galat

    @property
    def berlaku_umum(self) -> bool:
        """Whether the next letter would meet the same."""
        return not isinstance(self.galat, HasilLayananDitolak)


def _kalimat(galat: TandaTanganError) -> str:
    teks = str(galat)
    return teks[:1].upper() + teks[1:]


def _anjuran(galat: TandaTanganError) -> str:
    tetap = "Tidak ada yang diputus: permohonan menunggu di langkah ini, dan nomornya tetap"
    if isinstance(galat, HasilTidakPasti):
        return f"{tetap}. Mengulang aman: yang ditandatangani naskah yang sama"
    return tetap


class Wire(Decider, Protocol):
    """The wire client, as far as signing needs it."""

    async def ask_text(self, minta: MintaNaskah) -> Jawaban | DaftarTugas | Naskah: ...


@dataclass(frozen=True)
class TeksSk:
    """What the officer is about to sign: the number, and the file that bears it."""

    naskah: Naskah
    isi: bytes = field(repr=False)

    @property
    def nomor(self) -> str:
        return self.naskah.nomor_sk


class TanpaAkunLayanan(TidakTerlaksana):
    """The service is to sign, and this process may not ask it to."""

    def __init__(self, kode: str) -> None:
        super().__init__(
            f"'{kode}' ditandatangani lewat layanan nasional (BSrE), dan alat ini tidak punya akun"
            " layanannya",
            anjuran="Isi IZIN_TANDA_TANGAN dengan berkas yang memuat [bsre] (docs/tanda-tangan.md),"
            f" atau bawa yang sudah ditandatangani: --hasil {kode}=BERKAS.pdf",
        )


async def as_the_worker_has_it(meja: Meja, client: "TaskSource", tugas: Tugas) -> Tugas:
    """The worker's own task, where this process was not told how SKs are signed and the step has
    one; a worker that does not have it any more will say so when it is decided."""
    unsure = any(unwritten(tugas, one.putusan) for one in tugas.pilihan)
    if meja.kantor.way is not None or not unsure:
        return tugas
    answer = await client.ask_tasks(
        MintaTugas(
            permintaan_id=uuid.uuid4().hex,
            pelaksana=tugas.pelaksana,
            permohonan_id=tugas.permohonan_id,
        )
    )
    fresh = answer.tugas if isinstance(answer, DaftarTugas) else ()
    return next((one for one in fresh if one.tugas_id == tugas.tugas_id), tugas)


class TaskSource(Protocol):
    """Where a worker is asked for its open tasks: the wire client."""

    async def ask_tasks(self, minta: MintaTugas) -> Jawaban | DaftarTugas | Naskah: ...


def unsigned(meja: Meja, tugas: Tugas, decision: Decision) -> frozenset[str]:
    """Those that nobody has brought, where this process may have them signed."""
    return _owed(tugas, decision) if meja.kantor.has_service else frozenset()


def unsigned_or_told(meja: Meja, tugas: Tugas, decision: Decision) -> frozenset[str]:
    """The same. Raises `TanpaAkunLayanan` where this process may not."""
    owed = _owed(tugas, decision)
    if owed and not meja.kantor.has_service:
        raise TanpaAkunLayanan(sorted(owed)[0])
    return owed


async def ask_text(meja: Meja, client: Wire, tugas: Tugas, decision: Decision) -> TeksSk | Jawaban:
    """The text of the SK, fetched and compared with its digest; this draws the number, once a case.
    A `Jawaban` says why there is none: the decision would be refused. Raises `TidakTerlaksana`."""
    try:
        await rehearse(meja, tugas, as_if_signed(tugas, decision))
    except PutusanDitolak as error:
        return refusal(tugas, error)
    answer = await client.ask_text(_request(tugas, decision.petugas))
    if isinstance(answer, Jawaban):
        return answer
    if not isinstance(answer, Naskah):
        raise TidakTerlaksana(f"Jawaban {meja.nama} bukan naskah SK")
    return TeksSk(answer, await _fetched(meja.kantor.dokumen, answer.berkas))


async def sign(meja: Meja, teks: TeksSk, petugas: Petugas, kredensial: Kredensial) -> bytes:
    """By the service, once, and judged: it is this text with this officer's valid signature over
    all of it, whatever else the service answered. Raises `BelumDitandatangani`."""
    from shared.tandatangan.bsre import Pejabat  # noqa: PLC0415 - httpx, for those who sign alone

    kantor = meja.kantor
    assert kantor.tanda_tangan is not None  # noqa: S101 - `unsigned` looked
    pejabat = Pejabat(petugas.id, petugas.nama, kredensial.nik, kredensial.frasa)
    try:
        return await kantor.tanda_tangan.layanan().tanda_tangani(
            teks.isi,
            pejabat,
            kantor.clock(),
            alasan=f"Keputusan nomor {teks.nomor}",
            tempat=kantor.surat.kantor.kota,
        )
    except TandaTanganError as galat:
        raise BelumDitandatangani(teks.nomor, galat) from None


async def with_signed(meja: Meja, teks: TeksSk, decision: Decision, signed: bytes) -> Decision:
    """The decision with the signed SK in the store."""
    aman = "".join(letter if letter.isalnum() else "-" for letter in teks.nomor)
    limit = meja.kantor.settings.batas_berkas_bytes
    berkas = await meja.kantor.dokumen.put(f"sk-{aman}.pdf", _once(signed), limit)
    document = DokumenBerkode(kode=teks.naskah.kode, berkas=berkas)
    return replace(decision, signed=(*decision.signed, document))


async def decide_signed(
    meja: Meja, client: Wire, tugas: Tugas, decision: Decision, kredensial: Kredensial
) -> Jawaban:
    """From the officer's word to the worker's answer. Raises `BelumDitandatangani`."""
    teks = await ask_text(meja, client, tugas, decision)
    if isinstance(teks, Jawaban):
        return teks
    signed = await sign(meja, teks, decision.petugas, kredensial)
    whole = await with_signed(meja, teks, decision, signed)
    return await client.decide(await prepared(meja, tugas, whole))


@dataclass(frozen=True)
class Ending:
    """What became of one of many. `tried` is False where an error before it would have met this one
    too: nothing was asked of the service."""

    tugas: Tugas
    jawaban: Jawaban | None = None
    galat: BelumDitandatangani | None = None
    tried: bool = True


async def decide_many(
    meja: Meja,
    client: Wire,
    decisions: Sequence[tuple[Tugas, Decision]],
    kredensial: Kredensial,
) -> AsyncGenerator[Ending]:
    """One after another with one passphrase, each told as soon as it is decided. After an error
    that the next one would meet as well (passphrase, account, certificate, service away) nothing
    more is sent."""
    stopped: BelumDitandatangani | None = None
    for tugas, decision in decisions:
        if stopped is not None:
            yield Ending(tugas, galat=stopped, tried=False)
            continue
        try:
            yield Ending(tugas, await decide_signed(meja, client, tugas, decision, kredensial))
        except BelumDitandatangani as galat:
            stopped = galat if galat.berlaku_umum else None
            yield Ending(tugas, galat=galat)


def _owed(tugas: Tugas, decision: Decision) -> frozenset[str]:
    brought = {kode for kode, _ in decision.files()} | {one.kode for one in decision.signed}
    brought |= {one.kode for one in decision.hasil if one.berkas is not None}
    return service_signs(tugas, decision.putusan) - brought


def as_if_signed(tugas: Tugas, decision: Decision) -> Decision:
    """To be rehearsed before anything was signed."""
    owed = tuple(SuratDibuat(kode, "", {}, ()) for kode in sorted(_owed(tugas, decision)))
    stand_ins = bayangan(owed)
    documents = [DokumenBerkode(kode=kode, berkas=one) for kode, one in stand_ins.items()]
    return replace(decision, signed=(*decision.signed, *documents))


def _request(tugas: Tugas, petugas: Petugas) -> MintaNaskah:
    if tugas.atas is None:
        raise TidakTerlaksana(f"{tugas.nomor}: langkah ini tidak punya draf yang disetujui")
    return MintaNaskah(
        permintaan_id=uuid.uuid4().hex,
        permohonan_id=tugas.permohonan_id,
        langkah=tugas.langkah,
        putaran=tugas.putaran,
        pelaksana=tugas.pelaksana,
        petugas=petugas,
        atas=tugas.atas.berkas.sha256,
    )


async def _fetched(store: DokumenStore, berkas: Dokumen) -> bytes:
    try:
        isi = b"".join([chunk async for chunk in store.read(berkas.berkas_id)])
    except (KeyError, BerkasRusak) as error:
        raise TidakTerlaksana("Naskah SK tidak dapat diambil dari penyimpanan") from error
    if hashlib.sha256(isi).hexdigest() != berkas.sha256:
        raise TidakTerlaksana("Isi naskah SK tidak sesuai SHA-256 yang disebut pelaksana")
    return isi


async def _once(isi: bytes) -> AsyncIterator[bytes]:
    yield isi
