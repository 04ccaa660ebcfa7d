"""The file of channels: every problem named, and no secret."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ops.notifier.errors import KabarTidakSah
from ops.notifier.loader import Dikenal, Kabar, baca_kabar
from ops.notifier.saluran import SaluranApprise, SaluranWebhook

DIKENAL = Dikenal({"frontoffice", "kabid"}, {"izin-paud"})
RAHASIA = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ENV = {
    "URL_SURAT": "mailto://pengirim:sandi@surat.test?to=kepala@kantor.test",
    "URL_TELEGRAM": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "URL_WEBHOOK": "https://penerima.test/jalur",
    "RAHASIA": RAHASIA,
}
SURAT = '[[saluran]]\nnama = "surat"\njenis = "apprise"\nurl_env = "URL_SURAT"\n'
WEBHOOK = (
    '[[saluran]]\nnama = "siap"\njenis = "webhook"\nurl_env = "URL_WEBHOOK"\n'
    'rahasia_env = "RAHASIA"\n'
)


def read(tmp_path: Path, teks: str, env: Mapping[str, str] = ENV, mode: int = 0o600) -> Kabar:
    berkas = tmp_path / "kabar.toml"
    berkas.write_text(teks)
    berkas.chmod(mode)
    return baca_kabar(berkas, env, DIKENAL)


def problems(tmp_path: Path, teks: str, env: Mapping[str, str] = ENV) -> tuple[str, ...]:
    with pytest.raises(KabarTidakSah) as galat:
        read(tmp_path, teks, env)
    return galat.value.masalah


def test_a_file_with_both_kinds(tmp_path: Path) -> None:
    kabar = read(
        tmp_path,
        SURAT
        + 'tingkat = ["terlampaui"]\npelaksana = ["kabid", "keseluruhan"]\nsop = ["izin-paud"]\n'
        + "kelompok_detik = 30\nkelompok_maks = 50\nrincian_maks = 5\nmenyerah_jam = 12\n"
        + WEBHOOK,
    )
    surat, siap = (satu.saluran for satu in kabar.saluran)
    assert isinstance(surat, SaluranApprise)
    assert surat.kunci == ("terlampaui.kabid", "terlampaui.keseluruhan")
    assert (surat.kelompok_detik, surat.kelompok_maks, surat.rincian_maks) == (30, 50, 5)
    assert surat.menyerah_jam == 12
    assert isinstance(siap, SaluranWebhook)
    assert siap.kunci == ("#",)
    assert len(kabar.saluran[1].alamat.kunci[0]) == 24
    assert kabar.peringatan == ()


def test_addresses_are_shown_without_what_is_secret(tmp_path: Path) -> None:
    telegram = SURAT.replace("surat", "tele").replace("URL_SURAT", "URL_TELEGRAM")
    obrolan = SURAT.replace('"surat"', '"obrolan"').replace("URL_SURAT", "URL_JSON")
    env = ENV | {
        "URL_JSON": "jsons://saya:sandi@obrolan.test/kait/t0k3n?+X-Kunci=sandi",
        "URL_WEBHOOK": "https://saya:sandi@penerima.test:8443/kait/t0k3n?kunci=sandi",
    }
    kabar = read(tmp_path, SURAT + telegram + obrolan + WEBHOOK, env)
    assert [satu.alamat.samaran for satu in kabar.saluran] == [
        "mailto://pengirim:****@surat.test/kepala%40kantor.test",
        "tgram://1...p/12315544/",
        "jsons://obrolan.test/…",
        "https://penerima.test:8443/…",
    ]
    for rahasia in ("sandi", "t0k3n", "abcdefg", RAHASIA.removeprefix("whsec_")):
        assert rahasia not in repr(kabar)


def test_all_problems_of_form_are_named_at_once(tmp_path: Path) -> None:
    masalah = problems(
        tmp_path,
        '[[saluran]]\nnama = "Kepala Dinas"\njenis = "apprise"\nurl = "json://a.test"\n'
        'tingkat = ["gawat"]\nkelompok_maks = "banyak"\n'
        '[[saluran]]\nnama = "b"\njenis = "webhook"\nurl = "https://b.test"\n'
        '[[saluran]]\nnama = "c"\njenis = "merpati"\n'
        '[[saluran]]\nnama = "d"\n'
        '[[saluran]]\nnama = "e"\njenis = "apprise"\n'
        '[[saluran]]\nnama = "f"\njenis = "apprise"\nurl = "x"\nurl_env = "X"\n'
        '[[saluran]]\nnama = "g"\njenis = "webhook"\nurl = "https://g.test"\nrahasia_env = "R"\n'
        "kelompok_detik = 5\n"
        '[[saluran]]\nnama = "h"\njenis = "apprise"\nurl = "json://h"\ntingkat = []\n',
    )
    teks = "\n".join(masalah)
    for harus in (
        "saluran ke-1 > nama: harus huruf kecil dan angka saja",
        "saluran ke-1 > tingkat ke-1: pilihannya 'mendekati'",
        "saluran ke-1 > kelompok_maks: harus berupa bilangan bulat",
        "saluran ke-2 > rahasia_env: kunci ini wajib ada",
        'saluran ke-3: jenis harus "apprise" atau "webhook"',
        "saluran ke-4: kunci jenis wajib ada",
        "saluran ke-5: isi salah satu: url_env",
        "saluran ke-6: isi salah satu: url_env",
        "saluran ke-7 > kelompok_detik: kunci tidak dikenal",
        "saluran ke-8 > tingkat: daftar ini kosong",
    ):
        assert harus in teks
    assert len(masalah) == 10


def test_all_problems_of_content_are_named_at_once(tmp_path: Path) -> None:
    masalah = problems(
        tmp_path,
        SURAT + 'pelaksana = ["kasi"]\nsop = ["izin-lain"]\n' + SURAT + WEBHOOK,
        {"URL_SURAT": "merpati://rahasia", "RAHASIA": "whsec_pendek", "URL_WEBHOOK": "ftp://x"},
    )
    assert masalah[0] == 'nama "surat" dipakai 2 kali'
    teks = "\n".join(masalah)
    for harus in (
        'ke-1 (surat): pelaksana "kasi" tidak dikenal; yang ada: frontoffice, kabid, keseluruhan',
        'ke-1 (surat): sop "izin-lain" tidak dikenal; yang ada: izin-paud',
        "ke-1 (surat): variabel lingkungan URL_SURAT (url_env): bukan URL Apprise yang lengkap",
        "ke-3 (siap): variabel lingkungan URL_WEBHOOK (url_env): harus https://",
        "ke-3 (siap): variabel lingkungan RAHASIA (rahasia_env): rahasia ditulis whsec_",
    ):
        assert harus in teks
    assert "merpati" not in teks
    assert "pendek" not in teks


def test_a_variable_that_is_not_there_is_named(tmp_path: Path) -> None:
    masalah = "\n".join(problems(tmp_path, SURAT + WEBHOOK, {"URL_WEBHOOK": "https://x.test"}))
    assert "variabel lingkungan URL_SURAT (url_env) tidak diisi" in masalah
    assert "variabel lingkungan RAHASIA (rahasia_env): tidak diisi; rahasia ditulis" in masalah


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("[[saluran", "TOML tidak terbaca"),
        ("", "saluran: kunci ini wajib ada"),
        ("saluran = []", "saluran: harus ada 1 sampai 50 saluran"),
        ('judul = "x"\nsaluran = []', "judul: kunci tidak dikenal"),
        ('saluran = ["x"]', "saluran ke-1: harus berupa tabel"),
    ],
)
def test_a_file_that_is_no_list_of_channels(tmp_path: Path, teks: str, kata: str) -> None:
    assert kata in "\n".join(problems(tmp_path, teks))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KabarTidakSah, match="tidak dapat dibaca"):
        baca_kabar(tmp_path / "tidak-ada.toml", {}, DIKENAL)


def test_a_service_whose_failures_would_be_hidden_is_refused(tmp_path: Path) -> None:
    env = {"URL_SURAT": "json://localhost/?optional=yes"}
    assert "optional=yes tidak boleh" in problems(tmp_path, SURAT, env)[0]


@pytest.mark.parametrize(
    ("mode", "url", "diperingatkan"),
    [
        (0o600, "json://saya:sandi@a.test", False),
        (0o640, "json://saya:sandi@a.test", True),
        (0o644, "tgram://123456789:abcdefg_hijklmnop/12315544/", True),
        (0o644, "mailto://surat.test?from=a@a.test&to=b@b.test", False),
    ],
)
def test_a_secret_in_a_file_that_others_can_read_is_told(
    tmp_path: Path, mode: int, url: str, *, diperingatkan: bool
) -> None:
    teks = f'[[saluran]]\nnama = "a"\njenis = "apprise"\nurl = "{url}"\n'
    peringatan = read(tmp_path, teks, mode=mode).peringatan
    assert any("chmod 600" in satu for satu in peringatan) is diperingatkan
    assert all(url not in satu for satu in peringatan)


def test_a_secret_in_the_environment_may_be_named_in_a_file_for_all(tmp_path: Path) -> None:
    assert read(tmp_path, SURAT + WEBHOOK, mode=0o644).peringatan == ()


@pytest.mark.parametrize(
    ("url", "terbuka"),
    [("http://penerima.test/x", True), ("http://127.0.0.1/x", False), ("https://p.test", False)],
)
def test_what_travels_in_the_open_is_told(tmp_path: Path, url: str, *, terbuka: bool) -> None:
    peringatan = read(tmp_path, WEBHOOK, ENV | {"URL_WEBHOOK": url}).peringatan
    assert bool(peringatan) is terbuka
