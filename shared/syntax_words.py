"""What Python's readers of TOML and JSON say, in words for the author of the text. The names of
these sentences are the libraries' own: what is not known here is said in general."""

import re

_LETAK = re.compile(r"\s*\(at (?:line (?P<baris>\d+), column (?P<kolom>\d+)|end of document)\)")
_LETAK_PYDANTIC = re.compile(r" at line (?P<baris>\d+) column (?P<kolom>\d+)")

# A pattern, and its sentence; `{0}` is what the pattern caught.
_TOML: tuple[tuple[str, str], ...] = (
    (r"Invalid statement", "ini bukan kunci, bukan tabel dan bukan komentar"),
    (
        r"Expected newline or end of document after a statement",
        "sesudah sebuah nilai harus baris baru",
    ),
    (r"Expected '=' after a key", "sesudah kunci harus ada tanda ="),
    (r"Expected '\]\]'", "nama tabel berulang harus ditutup ]]"),
    (r"Expected '\]'", "nama tabel harus ditutup ]"),
    (r"Invalid initial character for a key part", "kunci tidak boleh diawali huruf ini"),
    (r"Cannot declare (.+) twice", "tabel {0} disebut dua kali"),
    (r"Cannot overwrite a value", "kunci ini sudah diisi di atasnya"),
    (r"Duplicate inline table key (.+)", "kunci {0} disebut dua kali"),
    (r"Cannot (?:mutate immutable|redefine) namespace (.+)", "{0} sudah lengkap di atasnya"),
    (r"Unclosed array", "daftar belum ditutup ]"),
    (r"Unclosed inline table", "tabel sebaris belum ditutup }}"),
    (r"Unescaped '\\'", "garis miring terbalik di dalam teks ditulis dua kali (\\\\)"),
    (r"Invalid hex value", "kode huruf sesudah \\u bukan bilangan heksadesimal"),
    (r"Escaped character is not a Unicode scalar value", "kode huruf ini tidak ada di Unicode"),
    (r"Unterminated string", "teks belum ditutup tanda kutip"),
    (r"Illegal character (.+)", "huruf {0} tidak boleh ada di sini"),
    (r"Found invalid character (.+)", "huruf {0} tidak boleh ada di sini"),
    (r"Invalid date or datetime", "tanggal atau waktu ini tidak ada"),
    (r"Invalid value", "nilai ini tidak dikenal; teks ditulis di antara tanda kutip"),
    (r"Expected (.+)", "di sini seharusnya ada {0}"),
    (r"Exceeds the limit .*digits", "bilangannya terlalu panjang"),
)
_JSON: tuple[tuple[str, str], ...] = (
    (r"Expecting property name enclosed in double quotes", 'nama kunci harus di antara tanda "'),
    (r"Expecting ':' delimiter", "sesudah nama kunci harus ada :"),
    (r"Expecting ',' delimiter", "di antara dua nilai harus ada koma"),
    (r"Illegal trailing comma", "sesudah nilai terakhir tidak boleh ada koma"),
    (r"Expecting value", "di sini seharusnya ada nilai"),
    (r"Extra data", "ada isi lain sesudah akhirnya"),
    (r"Unterminated string", "teks belum ditutup tanda kutip"),
    (r"Invalid control character", "ada baris baru atau tanda kendali di dalam teks"),
    (r"Invalid \\escape", "garis miring terbalik di dalam teks ditulis dua kali (\\\\)"),
    (r"Invalid \\uXXXX escape", "kode huruf sesudah \\u bukan empat angka heksadesimal"),
    (r"Exceeds the limit .*digits", "bilangannya terlalu panjang"),
    (r"EOF while parsing", "isinya terputus sebelum selesai"),
    (r"lone leading surrogate|unexpected end of hex escape", "kode huruf \\u tidak berpasangan"),
    (r"control character", "ada baris baru atau tanda kendali di dalam teks"),
    (r"invalid unicode code point", "ada huruf yang bukan UTF-8"),
    (r"trailing comma", "sesudah nilai terakhir tidak boleh ada koma"),
    (r"trailing characters", "ada isi lain sesudah akhirnya"),
    (r"recursion limit exceeded", "bersarang terlalu dalam"),
    (r"number out of range", "bilangannya terlalu besar"),
    (r"invalid number|invalid escape|expected .+|key must be a string", "susunannya tidak sah"),
)
UMUM = "susunannya tidak sah"


def salah_toml(pesan: str) -> str:
    """tomllib's sentence as the end of ours: " pada baris 3, kolom 1: teks belum ditutup ..."."""
    letak = _LETAK.search(pesan)
    sebab = _terjemahan(pesan[: letak.start()] if letak else pesan, _TOML) or UMUM
    if letak is None:
        return f": {sebab}"
    baris, kolom = letak["baris"], letak["kolom"]
    tempat = f"baris {baris}, kolom {kolom}" if baris else "akhir berkas"
    return f" pada {tempat}: {sebab}"


def salah_json(pesan: str) -> str:
    """The sentence of Python's JSON reader, or of pydantic's, which also says where. What neither
    of them said (it was ours) is left as it is."""
    letak = _LETAK_PYDANTIC.search(pesan)
    sebab = _terjemahan(pesan, _JSON) or pesan
    return f"{sebab} (baris {letak['baris']}, kolom {letak['kolom']})" if letak else sebab


def _terjemahan(pesan: str, kata: tuple[tuple[str, str], ...]) -> str:
    for pola, kalimat in kata:
        if temu := re.match(pola, pesan):
            return kalimat.format(*temu.groups())
    return ""
