"""A letter's text as a form: its fields from the JSON Schema that the task brings, and what a form
sends back as what a decision says.

Names of inputs: `surat.<output>.<field>`, behind it `.<part>` where a field has parts. A list sends
its entries under one name, in their order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shared.contracts.parts import Dokumen, SuratDiminta
from shared.kotak.konsep import Isian, nilai

Jenis = Literal[
    "teks", "paragraf", "bilangan", "tanggal", "pilihan", "daftar", "orang", "periksa", "foto"
]
BARIS_TEKS = 200
"""Characters up to which a text is written on one line."""

ORANG = ("nama", "nip", "jabatan")


@dataclass(frozen=True)
class Butir:
    """A line of a checklist, with what was answered."""

    kode: str
    label: str
    sumber: str
    hasil: str
    catatan: str


@dataclass(frozen=True)
class Bidang:
    """One field as a form shows it. `nama` is the name of its input, `isi` what is in it: a text,
    or the entries of a list."""

    kode: str
    nama: str
    label: str
    jenis: Jenis
    wajib: bool
    bantuan: str
    maks: int
    isi: Any
    pilihan: tuple[tuple[str, str], ...] = ()


def jenis_bidang(skema: Mapping[str, Any]) -> Jenis:
    match skema.get("type"):
        case "integer":
            return "bilangan"
        case "object":
            return "periksa"
        case "array":
            return _jenis_daftar(skema["items"])
    if skema.get("format") == "date":
        return "tanggal"
    if "enum" in skema:
        return "pilihan"
    return "teks" if skema.get("maxLength", BARIS_TEKS) <= BARIS_TEKS else "paragraf"


def _jenis_daftar(butir: Mapping[str, Any]) -> Jenis:
    if butir.get("type") == "string":
        return "daftar"
    return "foto" if "berkas" in butir.get("properties", {}) else "orang"


def bidang_formulir(
    kode: str, surat: SuratDiminta, isian: Isian | None, berkas: Sequence[Dokumen]
) -> list[Bidang]:
    """Of the output `kode`. Before anything was written (`isian` is None), with the words that the
    task has for it."""
    wajib = set(surat.skema.get("required", ()))
    semua = []
    for nama_bidang, skema in surat.skema["properties"].items():
        jenis, nama = jenis_bidang(skema), f"surat.{kode}.{nama_bidang}"
        bantuan = skema.get("description", "")
        pilihan = tuple(_pilihan(skema)) if jenis == "pilihan" else ()
        semua.append(
            Bidang(
                kode=nama_bidang,
                nama=nama,
                label=skema.get("title", nama_bidang),
                jenis=jenis,
                wajib=nama_bidang in wajib,
                bantuan="" if any(label in bantuan for _, label in pilihan) else bantuan,
                maks=skema.get("maxLength") or skema.get("maxItems") or 0,
                isi=_terisi(jenis, nama, skema, isian, surat.awal.get(nama_bidang), berkas),
                pilihan=pilihan,
            )
        )
    return semua


def _pilihan(skema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each code with its words; a worker of before has them in the description alone, where there
    is no hint."""
    kata = {satu.get("const"): satu.get("title", "") for satu in skema.get("oneOf", ())}
    if all(kata.get(satu) for satu in skema["enum"]):
        yield from ((satu, kata[satu]) for satu in skema["enum"])
        return
    teks, kode = skema.get("description", ""), list(skema["enum"])
    mulai = [teks.find(f"{satu}: ") for satu in kode]
    urut = -1 not in mulai and mulai == sorted(mulai)
    for ke, satu in enumerate(kode):
        if not urut:
            yield satu, satu.replace("-", " ")
            continue
        akhir = mulai[ke + 1] if ke + 1 < len(kode) else len(teks)
        yield satu, teks[mulai[ke] + len(satu) + 2 : akhir].rstrip("; ")


def _terisi(  # noqa: PLR0917
    jenis: Jenis,
    nama: str,
    skema: Mapping[str, Any],
    isian: Isian | None,
    awal: Any,
    berkas: Sequence[Dokumen],
) -> Any:
    if jenis == "periksa":
        return [
            Butir(
                kode=kode,
                label=butir.get("title", kode),
                sumber=butir.get("description", ""),
                hasil=nilai(isian or {}, f"{nama}.{kode}.hasil"),
                catatan=nilai(isian or {}, f"{nama}.{kode}.catatan"),
            )
            for kode, butir in skema["properties"].items()
        ]
    if jenis == "daftar":
        tertulis = isian.get(nama, ()) if isian is not None else (awal or ())
        return [satu for satu in tertulis if satu.strip()]
    if jenis == "orang":
        return baca_orang(nama, isian or {})
    if jenis == "foto":
        return list(baca_foto(nama, isian or {}, berkas))
    return nilai(isian, nama) if isian is not None else (awal or "")


def baca_isi_surat(
    kode: str, surat: SuratDiminta, isian: Isian, berkas: Sequence[Dokumen]
) -> dict[str, Any]:
    """What the form says, as a decision brings it: empty fields are left out, what makes no sense
    stays as it was written, to be refused by its name."""
    isi: dict[str, Any] = {}
    for nama_bidang, skema in surat.skema["properties"].items():
        ada = _baca(jenis_bidang(skema), f"surat.{kode}.{nama_bidang}", skema, isian, berkas)
        if ada not in ("", [], {}):
            isi[nama_bidang] = ada
    return isi


def _baca(
    jenis: Jenis, nama: str, skema: Mapping[str, Any], isian: Isian, berkas: Sequence[Dokumen]
) -> Any:
    if jenis == "daftar":
        return [satu for satu in isian.get(nama, ()) if satu.strip()]
    if jenis == "orang":
        return [{k: v for k, v in satu.items() if v} for satu in baca_orang(nama, isian)]
    if jenis == "foto":
        return [
            {"berkas": satu.model_dump(mode="json"), "keterangan": keterangan}
            for satu, keterangan in baca_foto(nama, isian, berkas)
        ]
    if jenis == "periksa":
        return dict(_baca_periksa(nama, skema, isian))
    teks = nilai(isian, nama)
    if jenis == "bilangan" and teks.strip().isascii() and teks.strip().isdecimal():
        return int(teks)
    return teks if teks.strip() else ""


def baca_orang(nama: str, isian: Isian) -> list[dict[str, str]]:
    """Rows in which something is written."""
    kolom = [isian.get(f"{nama}.{satu}", ()) for satu in ORANG]
    if len({len(satu) for satu in kolom}) != 1:
        return []
    baris = (dict(zip(ORANG, satu, strict=True)) for satu in zip(*kolom, strict=True))
    return [satu for satu in baris if any(isi.strip() for isi in satu.values())]


def baca_foto(nama: str, isian: Isian, berkas: Sequence[Dokumen]) -> Iterator[tuple[Dokumen, str]]:
    """Pictures that were uploaded with this draft, with what is written under each."""
    dikenal = {satu.berkas_id: satu for satu in berkas}
    keterangan = list(isian.get(f"{nama}.keterangan", ()))
    buang = set(isian.get(f"{nama}.hapus", ()))
    for ke, berkas_id in enumerate(isian.get(f"{nama}.id", ())):
        if berkas_id in dikenal and berkas_id not in buang:
            yield dikenal[berkas_id], keterangan[ke] if ke < len(keterangan) else ""


def _baca_periksa(
    nama: str, skema: Mapping[str, Any], isian: Isian
) -> Iterator[tuple[str, dict[str, str]]]:
    for kode in skema["properties"]:
        hasil = nilai(isian, f"{nama}.{kode}.hasil")
        catatan = nilai(isian, f"{nama}.{kode}.catatan")
        if hasil:
            yield kode, {"hasil": hasil} | ({"catatan": catatan} if catatan.strip() else {})
