"""The word lists that made-up people and institutions are put together from.

Kelurahan and kecamatan are those of Banjarbaru; everybody and everything else is invented.
"""

DEPAN = (
    "Ahmad", "Siti", "Muhammad", "Noor", "Rahmad", "Fitri", "Hamdan", "Rusmini", "Yuliani",
    "Akhmad", "Norhayati", "Supian", "Mahmudah", "Gazali", "Rina", "Zainal", "Hartati", "Ilham",
    "Mariani", "Syahrani",
)  # fmt: skip

BELAKANG = (
    "Ramadhani", "Hidayah", "Fauzi", "Rahmah", "Anshari", "Wahyuni", "Hidayat", "Aulia",
    "Maulana", "Khairani", "Saputra", "Lestari", "Arifin", "Jannah", "Setiawan", "Fitriani",
    "Noorhasanah",
)  # fmt: skip

JENIS_LEMBAGA = (
    "Lembaga Pendidikan",
    "Yayasan",
    "Rumah Belajar",
    "Sanggar Belajar",
    "Taman Cerdas",
)

NAMA_LEMBAGA = (
    "Cahaya Meratus", "Bina Harapan", "Melati Putih", "Intan Berseri", "Kasih Bunda",
    "Pelita Banua", "Tunas Galuh", "Mutiara Cempaka", "Anggrek Rimba", "Sinar Pagi",
    "Bintang Kecil", "Karya Mandiri", "Teratai Indah", "Nusa Terampil", "Embun Pagi",
    "Pelangi Banjar", "Harapan Ibu",
)  # fmt: skip

JALAN = (
    "Melur", "Kamboja", "Palapa", "Rambai", "Kasturi", "Ramania", "Kelapa Sawit", "Nenas",
    "Cempedak", "Bengkirai", "Ulin Raya", "Meranti", "Perintis",
)  # fmt: skip

KELURAHAN = (
    ("Loktabat Utara", "Banjarbaru Utara"),
    ("Mentaos", "Banjarbaru Utara"),
    ("Komet", "Banjarbaru Utara"),
    ("Sungai Ulin", "Banjarbaru Utara"),
    ("Loktabat Selatan", "Banjarbaru Selatan"),
    ("Guntung Paikat", "Banjarbaru Selatan"),
    ("Kemuning", "Banjarbaru Selatan"),
    ("Sungai Besar", "Banjarbaru Selatan"),
    ("Cempaka", "Cempaka"),
    ("Palam", "Cempaka"),
    ("Bangkal", "Cempaka"),
    ("Guntung Manggis", "Landasan Ulin"),
    ("Guntung Payung", "Landasan Ulin"),
    ("Syamsudin Noor", "Landasan Ulin"),
    ("Landasan Ulin Tengah", "Liang Anggang"),
    ("Landasan Ulin Barat", "Liang Anggang"),
)

BIDANG = (
    "Menjahit dan tata busana", "Komputer dan perkantoran", "Bahasa Inggris", "Tata boga",
    "Tata rias pengantin", "Otomotif sepeda motor", "Membaca dan berhitung", "Seni dan musik",
    "Kerajinan kain sasirangan", "Robotika dasar",
)  # fmt: skip

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
