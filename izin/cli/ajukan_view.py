"""What the applicant's tool says: warnings before, the outcome and the next step after."""

from collections.abc import Sequence
from typing import Any

from izin.cli.berikutnya import next_command, next_step
from izin.cli.errors import Refused
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.perubahan_view import changed, unasked
from shared.alur.perubahan import mencabut_penerimaan
from shared.books import SopBook
from shared.contracts import Jawaban, Kekurangan, Pengajuan, Perbaikan, Perubahan
from shared.permohonan import Permohonan, id_permohonan


def missing(kekurangan: Sequence[Kekurangan]) -> None:
    if not kekurangan:
        return
    console = stderr()
    console.print("Perhatian, belum lengkap (tetap dapat diajukan):", style="yellow")
    for kurang in kekurangan:
        console.print(plain(f"  - {kurang.jenis} {kurang.kode}: {kurang.nama}"))


def unused(names: Sequence[str]) -> None:
    if names:
        text = f"Tidak dipakai (bukan kode persyaratan): {', '.join(names)}"
        stderr().print(plain(text, style="yellow"))


def unaddressed(perbaikan: Sequence[Perbaikan]) -> None:
    if not perbaikan:
        return
    console = stderr()
    console.print("Perhatian, diminta tetapi belum diperbaiki:", style="yellow")
    for one in perbaikan:
        console.print(plain(f"  - {one.jenis} {one.kode}: {one.alasan}"))


def changes(perubahan: Sequence[Perubahan]) -> None:
    """Said before it is sent: what nobody asked for costs the acceptances."""
    if not unasked(perubahan):
        return
    console = stderr()
    console.print("Perhatian, berubah tanpa diminta; Front Office melihatnya:", style="yellow")
    for one in unasked(perubahan):
        console.print(plain(f"  - {changed(one, complete=False)}"))
    if mencabut_penerimaan(perubahan):
        console.print("Dokumen yang sudah diterima akan dinilai lagi.", style="yellow")


def sent(as_json: bool, pengajuan: Pengajuan) -> None:
    permohonan_id = None if pengajuan.nomor else str(id_permohonan(pengajuan.pengajuan_id))
    if as_json:
        print_json(
            {
                "terkirim": True,
                "pengajuan_id": pengajuan.pengajuan_id,
                "permohonan_id": permohonan_id,
                "nomor": pengajuan.nomor,
            }
        )
        return
    console = stdout()
    console.print(plain(f"Terkirim dengan kunci {pengajuan.pengajuan_id}."))
    console.print("Nomornya diberikan Front Office; lihat daftarnya: izin lihat")


async def answered(
    as_json: bool, jawaban: Jawaban, permohonan: Permohonan | None, book: SopBook
) -> None:
    """Raises `Refused` with the worker's own words."""
    if not jawaban.diterapkan:
        if as_json:
            print_json(jawaban.model_dump(mode="json"))
        raise Refused(f"Tidak diterima ({jawaban.kode}): {jawaban.alasan}", details=jawaban.rincian)
    await _outcome(as_json, jawaban.model_dump(mode="json"), permohonan, book)


async def already(as_json: bool, permohonan: Permohonan, book: SopBook) -> None:
    facts = {
        "diterapkan": True,
        "kode": "sudah_diterapkan",
        "nomor": permohonan.nomor,
        "permohonan_id": str(permohonan.id),
    }
    await _outcome(as_json, facts, permohonan, book)


async def _outcome(
    as_json: bool, facts: dict[str, Any], permohonan: Permohonan | None, book: SopBook
) -> None:
    if as_json:
        print_json(facts)
        return
    console = stdout()
    repeated = facts["kode"] == "sudah_diterapkan"
    verb = "Sudah pernah diajukan" if repeated else "Diterima"
    console.print(plain(f"{verb}, nomor {facts['nomor']}", style="bold green"))
    if permohonan is not None:
        sop = (await book.version(permohonan.sop_versi)).sop
        console.print(plain(f"Berikutnya: {next_step(permohonan, sop)}"))
        console.print(plain(next_command(permohonan, sop)), soft_wrap=True)
    console.print(plain(f"Pantau: izin lihat {facts['nomor']}"))
