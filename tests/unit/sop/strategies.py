"""SOPs made up by hypothesis."""

from typing import Any

from hypothesis import strategies as st

from shared.sop.model import Sop
from shared.tindakan import Tindakan

# What is hard to write down: quotes, backslashes, signs of TOML and of other scripts.
KALIMAT = (
    st.text(alphabet="ab Z9\"'\\#=[]{}é表🙂,.", min_size=1, max_size=12).map(str.strip).filter(bool)
)
KALIMAT_ATAU_KOSONG = st.just("") | KALIMAT
WAKTU = st.integers(1, 100).flatmap(
    lambda n: st.sampled_from([f"{n} Menit", f"{n} menit", f"{n} Jam", f"{n} Hari"])
)
HUKUM = {"waktu": st.integers(1, 90).map(lambda n: f"{n} Hari"), "dasar": KALIMAT}
TENGAH = [Tindakan.VERIFIKASI, Tindakan.TERUSKAN, Tindakan.PERIKSA_LAPANGAN, Tindakan.SUSUN_DRAF]
MEDIA = st.lists(st.sampled_from(["application/pdf", "image/png"]), min_size=1, max_size=2)


@st.composite
def persyaratan(draw: st.DrawFn, kode: str) -> dict[str, Any]:
    return {
        "kode": kode,
        "nama": draw(KALIMAT),
        "wajib": draw(st.booleans()),
        "media": draw(MEDIA),
        "sumber": draw(KALIMAT),
        "keterangan": draw(KALIMAT_ATAU_KOSONG),
    }


@st.composite
def isian(draw: st.DrawFn, kode: str) -> dict[str, Any]:
    return {
        "kode": kode,
        "label": draw(KALIMAT),
        "wajib": draw(st.booleans()),
        "sumber": draw(KALIMAT),
        "pilihan": draw(st.lists(KALIMAT, max_size=2)),
    }


@st.composite
def rute(draw: st.DrawFn, no: int, terakhir: int) -> list[dict[str, Any]]:
    """On to the next step, and perhaps back, and perhaps to an end or back again."""
    lanjut = "selesai" if no == terakhir else no + 1
    jalan: list[dict[str, Any]] = [{"putusan": "terima", "ke": lanjut}]
    if no == 1:
        return jalan
    kembali = st.integers(1, no - 1)
    if draw(st.booleans()):
        alasan = draw(KALIMAT)
        jalan.append({"putusan": "kembalikan", "ke": draw(kembali), "tambahan": alasan})
    if draw(st.booleans()):
        hasil = draw(st.sampled_from([[], [f"h{no}"]]))
        jalan.append({"putusan": "tolak", "ke": draw(kembali | st.just("ditolak")), "hasil": hasil})
    return jalan


@st.composite
def langkah(draw: st.DrawFn, no: int, terakhir: int) -> dict[str, Any]:
    tindakan = Tindakan.AJUKAN if no == 1 else draw(st.sampled_from(TENGAH))
    dokumen = tindakan in (Tindakan.PERIKSA_LAPANGAN, Tindakan.SUSUN_DRAF)
    jenis = "dokumen" if dokumen else "catatan"
    butuh = draw(st.sets(st.integers(1, no - 1))) if no > 1 else set()
    return {
        "no": no,
        "kegiatan": draw(KALIMAT),
        "pelaksana": draw(st.sampled_from(["pemohon", "loket", "kepala"])),
        "tindakan": tindakan.value,
        "kelengkapan": draw(KALIMAT),
        "waktu": draw(WAKTU),
        "output": draw(KALIMAT),
        "keterangan": draw(KALIMAT_ATAU_KOSONG),
        "butuh": [f"h{satu}" for satu in sorted(butuh)],
        "hasil": [{"kode": f"h{no}", "nama": draw(KALIMAT), "jenis": jenis, "media": draw(MEDIA)}],
        "rute": draw(rute(no, terakhir)),
    }


@st.composite
def sop_sah(draw: st.DrawFn) -> Sop:
    """A chain of steps with returns and refusals: sound by the way it is made, since every step
    follows all those before it."""
    jumlah = draw(st.integers(1, 6))
    return Sop.model_validate(
        {
            "kode": "izin-buatan",
            "judul": draw(KALIMAT),
            "izin": draw(KALIMAT),
            "awalan_nomor": "BUAT",
            "total": "1 Hari 5 Menit (2 Hari)",
            "dasar": draw(st.lists(KALIMAT, max_size=2)),
            "fiktif_positif": draw(st.none() | st.fixed_dictionaries(HUKUM)),
            "persyaratan": [draw(persyaratan(f"p{n}")) for n in range(draw(st.integers(0, 3)))],
            "isian": [draw(isian(f"i{n}")) for n in range(draw(st.integers(0, 3)))],
            "langkah": [draw(langkah(no, jumlah)) for no in range(1, jumlah + 1)],
        }
    )


@st.composite
def sop_berjalan_bebas(draw: st.DrawFn) -> Sop:
    """Routes from anywhere to anywhere, with whatever they bring: mostly unsound, but walkable."""
    jumlah = draw(st.integers(1, 5))
    nomor = range(1, jumlah + 1)
    tujuan = st.sampled_from([*nomor, "selesai", "ditolak"])
    dasar = {"kegiatan": "k", "kelengkapan": "k", "waktu": "1 Menit", "output": "o"}
    langkah = []
    for no in nomor:
        hasil = [{"kode": f"h{no}{n}", "nama": "h", "jenis": "catatan"} for n in "ab"]
        kode = st.lists(st.sampled_from([satu["kode"] for satu in hasil]), unique=True)
        rute = [
            {"putusan": putusan, "ke": draw(tujuan), "hasil": draw(st.none() | kode)}
            for putusan in draw(st.sets(st.sampled_from(["terima", "tolak", "kembalikan"])))
        ]
        langkah.append(
            dasar
            | {"no": no, "pelaksana": "loket", "tindakan": "teruskan", "hasil": hasil, "rute": rute}
        )
    return Sop.model_validate(
        {
            "kode": "izin-bebas",
            "judul": "j",
            "izin": "i",
            "awalan_nomor": "BB",
            "total": "1 Menit (1 Hari)",
            "dasar": [],
            "persyaratan": [],
            "isian": [],
            "langkah": langkah,
        }
    )
