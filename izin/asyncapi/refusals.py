"""What every refusal code means, and what its sender can do about it."""

from collections.abc import Mapping
from typing import NamedTuple

from izin.asyncapi.refs import Json
from shared.errors import KodeTolak

_SUBMISSION = ("Pengajuan",)
_DECISION = ("Putusan",)
_BOTH = ("Pengajuan", "Putusan")
_ALL = (*_BOTH, "Penarikan", "MintaTugas", "MintaNaskah")


class Refusal(NamedTuple):
    """`about`: the messages that can be refused so."""

    about: tuple[str, ...]
    meaning: str
    remedy: str


REFUSALS: Mapping[KodeTolak, Refusal] = {
    KodeTolak.PESAN_TIDAK_SAH: Refusal(
        _ALL,
        "Not JSON, not of a type this queue takes, or not of the schema: an unknown field, a wrong "
        "type, a required field that is missing. `rincian` names each field.",
        "Correct the program. The same id may be used again: nothing was registered under it.",
    ),
    KodeTolak.SOP_TIDAK_DIKENAL: Refusal(
        _SUBMISSION,
        "No SOP of this code is in force.",
        "Use a code of `x-sop`. The same pengajuan_id may be used again.",
    ),
    KodeTolak.PERMOHONAN_TIDAK_DIKENAL: Refusal(
        _ALL,
        "There is no application of this permohonan_id or nomor; of a Penarikan: none to which "
        "nomor, sop and pengajuan_id belong together.",
        "Take both from the Tugas or the Pemberitahuan.",
    ),
    KodeTolak.KIRIMAN_BERBEDA: Refusal(
        _ALL,
        "The same pengajuan_id or putusan_id came before with other content. The first stands.",
        "A new submission or decision needs an id of its own.",
    ),
    KodeTolak.SUDAH_DIPUTUS: Refusal(
        _DECISION,
        "The step was already decided, by somebody else or in another way.",
        "Drop the task; the next one, if any, comes by itself.",
    ),
    KodeTolak.LANGKAH_TIDAK_TERBUKA: Refusal(
        _ALL,
        "The step, or the round, is not the one that is open; for a correction: the application "
        "is not with the applicant, or the round or the SOP is another.",
        "Take langkah and putaran from the latest Tugas or Pemberitahuan.",
    ),
    KodeTolak.BUKAN_WEWENANG: Refusal(
        _ALL,
        "The step belongs to another pelaksana than the one in the message, or than the one whose "
        "queue it came through; or the message has no `user_id`, or one that may not write to that "
        "queue.",
        "Send it as, and to the queue of, `Tugas.pelaksana`, with the account for it in `user_id`.",
    ),
    KodeTolak.DI_LUAR_MANDAT: Refusal(
        _DECISION,
        "By the office's register, `petugas` may not decide for this pelaksana: not in it, under "
        "another name, without the role, or outside the dates of the role or the mandate. The "
        "right must hold at `diputuskan_pada` and when the worker handles the message. An office "
        "without a register refuses nobody so.",
        "Let one of those decide whom `alasan` names. A decision that arrives after its officer's "
        "mandate has ended is decided anew by who holds the role now.",
    ),
    KodeTolak.PUTUSAN_TIDAK_TERSEDIA: Refusal(
        (*_DECISION, "Penarikan"),
        "The step has no such way out, or it is closed by a Pengajuan (act `ajukan`). Of a "
        "Penarikan: its SOP knows none, or the open step lies beyond `x-sop[].penarikan.sampai`.",
        "Choose one of `Tugas.pilihan`. A withdrawal is too late; the application goes on.",
    ),
    KodeTolak.OUTPUT_KURANG: Refusal(
        _DECISION,
        "An output that the decision owes is not there, or is not a document of its own: two "
        "outputs that are one and the same file, one that is (by id or SHA-256) another document "
        "of the case, of the applicant or of any step and round, such as the unsigned draft handed "
        "in as the signed SK, or outputs that all come again as they were sent back.",
        "Supply a file made for it for every code of `Pilihan.hasil_wajib`.",
    ),
    KodeTolak.OUTPUT_TIDAK_DIMINTA: Refusal(
        _DECISION,
        "A file for a code that this decision does not owe.",
        "Supply files only for the codes of `Pilihan.hasil_wajib`.",
    ),
    KodeTolak.KELENGKAPAN_KURANG: Refusal(
        _DECISION,
        "The application cannot go on: a required document or answer is missing, or a document "
        "was not accepted.",
        "Send it back instead.",
    ),
    KodeTolak.VERDIK_KURANG: Refusal(
        _DECISION,
        "A document without a verdict, or a rejected document with the decision `terima`.",
        "Give every document its verdict, and decide by them.",
    ),
    KodeTolak.ALASAN_KURANG: Refusal(
        _DECISION,
        "A document rejected without a reason, or a decision against the application without any.",
        "Fill in `Verdik.alasan` or `catatan`.",
    ),
    KodeTolak.DRAF_BERBEDA: Refusal(
        _DECISION,
        "`atas` is missing, or is not the document that stands now; for a new draft: it is one "
        "that was already sent back.",
        "Show the officer `Tugas.atas` of the latest Tugas and send its sha256.",
    ),
    KodeTolak.DRAF_SENDIRI: Refusal(
        _DECISION,
        "The officer wrote the draft, or an earlier version of it, and so may not approve or sign "
        "it. Officers are compared by `petugas.id`, whatever its case and punctuation.",
        "Let another officer decide. The draft's author may still send it back.",
    ),
    KodeTolak.BERKAS_DITOLAK: Refusal(
        _BOTH,
        "A file is not in the document store, is empty, too large, cut or damaged, asks for a "
        "password, is of a type that is not allowed, or its size, media type or SHA-256 is not "
        "what the message says. `rincian` names each, in sentences that can be shown to people: "
        "what it is, what is taken, what to do.",
        "Upload it again and take the figures from its bytes. The same pengajuan_id or "
        "putusan_id may be used again.",
    ),
    KodeTolak.ISI_SURAT: Refusal(
        _DECISION,
        "The text of a letter has a field that is missing, blank, unknown or wrong, or a picture "
        "that is none; or the output is not made from a text. `rincian` names each field.",
        "Correct the fields by `HasilDiminta.surat.skema`. The same putusan_id may be used again.",
    ),
    KodeTolak.TANDA_TANGAN: Refusal(
        ("Putusan", "MintaNaskah"),
        "The SK is not signed: the office's key or its timestamp service failed, the file is not "
        "the text that was approved with a valid signature over all of it, by the certificate of "
        "this officer, or this step has no text to be signed. `rincian` names everything against "
        "the file. The application stays where it is and keeps its number.",
        "Cure the cause that is named, and decide again; the same putusan_id may be used again.",
    ),
    KodeTolak.SK_TIDAK_DIKENAL: Refusal(
        _SUBMISSION,
        "`menggantikan` names no SK that is in force, of this SOP and of this applicant or "
        "institution. Which of these it is, is not told.",
        "Copy the number from the SK, or leave the field out. The same pengajuan_id may be used "
        "again.",
    ),
    KodeTolak.DOKUMEN_TERKUNCI: Refusal(
        _SUBMISSION,
        "The correction replaces a document that an officer has accepted, though `perbaikan` says "
        "what is to be put right.",
        "Send only the documents of `Pemberitahuan.perbaikan`, and ones never handed in.",
    ),
    KodeTolak.BIDANG_TIDAK_DIKENAL: Refusal(
        _BOTH,
        "A document or form code that the SOP does not have, an answer outside its `pilihan`, or "
        "a verdict on a document the application does not have.",
        "Use the codes of `x-sop`, and for verdicts those of `Tugas.dokumen`.",
    ),
    KodeTolak.KABAR_TIDAK_TERKIRIM: Refusal(
        ("Pelanggaran",),
        "The notifier could not deliver this breach to one of its channels: the receiver refused "
        "it, or could not be reached for too long. `alasan` names the channel and the cause. Only "
        "seen in quarantine: nobody is answered so.",
        "Correct the channel, and put the message back into the queue it came from.",
    ),
    KodeTolak.GALAT_TAK_TERDUGA: Refusal(
        _ALL,
        "The worker failed on this message again and again for a reason nobody foresaw; the "
        "message is in quarantine. Only seen there: nobody is answered so.",
        "Tell the operators.",
    ),
}


def refusal_codes() -> list[Json]:
    """For `x-kode-tolak`. Raises `KeyError` for a code without a meaning."""
    return [
        {
            "kode": str(code),
            "tentang": list(REFUSALS[code].about),
            "arti": REFUSALS[code].meaning,
            "tindak_lanjut": REFUSALS[code].remedy,
        }
        for code in sorted(KodeTolak)
    ]
