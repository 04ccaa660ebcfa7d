"""What to do about a message, by the reason for which it was put aside."""

from shared.errors import KodeTolak

SENT_WRONG = (
    "Pengirimnya tidak mengikuti kontrak, dan mengirim ulang akan ditolak lagi. Perbaiki di sana,"
    " minta dikirim lagi, lalu buang yang ini dengan alasannya."
)
REFUSED = (
    "Aturan menolaknya, dan akan menolaknya lagi selama keadaannya sama. Urus dengan pengirimnya;"
    " sesudah itu buang dengan alasannya, atau kirim ulang bila sebabnya sudah hilang."
)
CURES: dict[str, str] = {
    KodeTolak.PESAN_TIDAK_SAH: SENT_WRONG,
    KodeTolak.SOP_TIDAK_DIKENAL: (
        "SOP itu tidak dimuat. Bila seharusnya ada, pasang berkasnya, mulai ulang pelaksananya,"
        " lalu kirim ulang."
    ),
    KodeTolak.PERMOHONAN_TIDAK_DIKENAL: (
        "Penyimpanan tidak mengenal permohonannya. Periksa apakah MONGODB_URL dan IZIN_BASIS_DATA"
        " milik broker yang sama, atau cadangannya dipulihkan dahulu; lalu kirim ulang."
    ),
    KodeTolak.KABAR_TIDAK_TERKIRIM: (
        "Salurannya tidak menerima. Perbaiki, coba dengan izin kabar uji, lalu kirim ulang."
    ),
    KodeTolak.GALAT_TAK_TERDUGA: (
        "Ini cacat program, atau dokumen yang rusak. Lihat log pelaksananya (unforeseen),"
        " perbaiki, lalu kirim ulang."
    ),
    "delivery_limit": (
        "Pelaksananya berulang kali mati atau terputus selagi memegangnya, atau pesan itu sendiri"
        " yang mematikannya. Pastikan pelaksananya sehat, lalu kirim ulang; bila kembali lagi,"
        " lihat lognya."
    ),
    "rejected": "Penerimanya mengembalikannya tanpa alasan. Periksa penerimanya, lalu kirim ulang.",
}
FOREIGN = (
    "Tidak diketahui dari antrean mana asalnya, jadi tidak dapat dikirim ulang. Ekspor bila perlu"
    " disimpan, lalu buang dengan alasannya."
)


def cure(kode: str, asal: str) -> str:
    if not asal:
        return FOREIGN
    return CURES.get(kode, REFUSED)
