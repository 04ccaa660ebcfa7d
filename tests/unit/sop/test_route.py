"""The drawing of the routes."""

from shared.sop.table import gambar_rute
from tests.unit.sop.contoh import NAMA, contoh, katalog_resmi


def test_the_routes_of_the_sop_are_solid_and_ours_are_dashed_with_the_reason() -> None:
    assert gambar_rute(contoh().sop, {"loket": "Loket"}) == (
        "flowchart TD\n"
        '    langkah1["1 · Pemohon<br/>Mengajukan<br/>30 Menit"]\n'
        '    langkah2["2 · Loket<br/>Memeriksa<br/>10 Menit"]\n'
        '    langkah3["3 · Loket<br/>Menyusun<br/>2 Hari"]\n'
        '    langkah4["4 · Kepala<br/>Menandatangani<br/>5 Menit"]\n'
        '    langkah5["5 · Pemohon<br/>Menerima SK<br/>1 Menit"]\n'
        '    akhir_selesai(["selesai"])\n'
        '    akhir_ditolak(["ditolak"])\n'
        '    langkah1 -->|"terima"| langkah2\n'
        '    langkah2 -->|"terima"| langkah3\n'
        '    langkah2 -->|"tolak"| langkah1\n'
        '    langkah3 -->|"terima"| langkah4\n'
        '    langkah3 -.->|"tolak: tidak layak"| akhir_ditolak\n'
        '    langkah4 -->|"terima"| langkah5\n'
        '    langkah4 -.->|"kembalikan: perlu dikoreksi"| langkah3\n'
        '    langkah5 -->|"terima"| akhir_selesai\n'
    )


def test_words_of_the_sop_cannot_break_out_of_their_label() -> None:
    gambar = gambar_rute(contoh('"Menyusun"', '"Me\\"] --> x <b>#1`"').sop)
    assert "3 · Loket<br/>Me#quot;] --#gt; x #lt;b#gt;#35;1#96;<br/>2 Hari" in gambar


def test_an_end_that_no_route_leads_to_is_not_drawn() -> None:
    tanpa = contoh('"ditolak", hasil = ["draft"]', '1, hasil = ["draft"]').sop
    assert "akhir_ditolak" not in gambar_rute(tanpa)


def test_every_route_of_the_official_sops_is_drawn_once() -> None:
    for satu in katalog_resmi().values():
        panah = [b for b in gambar_rute(satu.sop, NAMA).splitlines() if "->|" in b]
        assert len(panah) == sum(len(langkah.rute) for langkah in satu.sop.langkah)
        assert len(set(panah)) == len(panah)
