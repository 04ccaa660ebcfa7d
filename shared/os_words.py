"""Why the operating system refused, in words for people. A number that is not known here is told by
its name (`EXDEV`), which a helper can look up."""

import errno
import socket

_KATA = {
    errno.ENOENT: "tidak ada",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EISDIR: "itu sebuah folder",
    errno.ENOTDIR: "ada bagian alamatnya yang bukan folder",
    errno.EEXIST: "sudah ada",
    errno.ENOTEMPTY: "foldernya tidak kosong",
    errno.ENOSPC: "cakram penuh",
    errno.EDQUOT: "jatah cakram habis",
    errno.EFBIG: "berkasnya terlalu besar untuk tempat itu",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ELOOP: "tautannya berputar-putar",
    errno.EIO: "cakram atau perangkatnya tidak dapat dibaca",
    errno.ENODEV: "perangkatnya tidak ada",
    errno.ENXIO: "perangkatnya tidak ada",
    errno.EBUSY: "sedang dipakai",
    errno.ETXTBSY: "sedang dipakai",
    errno.EMFILE: "terlalu banyak berkas terbuka di proses ini",
    errno.ENFILE: "terlalu banyak berkas terbuka di komputer ini",
    errno.ENOMEM: "memori habis",
    errno.EINVAL: "tidak dapat dipakai untuk itu",
    errno.EPIPE: "pembacanya sudah pergi",
    errno.EILSEQ: "namanya memuat huruf yang tidak dikenal tempat itu",
    errno.EXDEV: "tempatnya di cakram lain",
    errno.ECONNREFUSED: "tidak ada yang menerima sambungan di alamat itu",
    errno.ECONNRESET: "sambungan diputus dari sana",
    errno.ECONNABORTED: "sambungan terputus",
    errno.ETIMEDOUT: "tidak menjawab sampai batas waktu",
    errno.EHOSTUNREACH: "komputernya tidak terjangkau dari sini",
    errno.EHOSTDOWN: "komputernya mati",
    errno.ENETUNREACH: "jaringannya tidak terjangkau dari sini",
    errno.ENETDOWN: "jaringan komputer ini mati",
    errno.EADDRINUSE: "alamat itu sudah dipakai program lain",
    errno.EADDRNOTAVAIL: "alamat itu bukan milik komputer ini",
}
NAMA_TIDAK_DIKENAL = "nama komputernya tidak dikenal"
TIDAK_MENJAWAB = "tidak menjawab sampai batas waktu"


def sebab_os(galat: OSError) -> str:
    """One clause, without the file or address, which its caller knows better."""
    if isinstance(galat, socket.gaierror):
        return NAMA_TIDAK_DIKENAL
    if galat.errno is None:
        return TIDAK_MENJAWAB if isinstance(galat, TimeoutError) else "galat sistem"
    kata = _KATA.get(galat.errno)
    return kata or f"galat sistem {errno.errorcode.get(galat.errno, galat.errno)}"
