"""What each field means: a reader of the contract has nothing else.

A field is looked up under its own schema first, then among those that mean the same everywhere.
"""

from collections.abc import Mapping
from typing import Any

COMMON: Mapping[str, str] = {
    "versi": "Version of this message's schema; always 1 for now. Always send it.",
    "tipe": "Name of the message; the AMQP property `type` says the same. Always send it.",
    "permohonan_id": "Identity of the application, for ever; also the AMQP `correlation_id` of "
    "what the system sends about it.",
    "nomor": "The application's readable number, for example PAUD-2026-000041.",
    "sop": "Code of the SOP (the permit) the application runs under; one of `x-sop`.",
    "sop_versi": "SHA-256 of the SOP file the application began under and will finish under.",
    "urutan": "How many steps of the application are closed.",
    "langkah": "Number of the step in the SOP table (`x-sop[].langkah[].no`).",
    "putaran": "Round, from 1; it grows whenever the application is sent back, to the applicant "
    "or to a desk. (langkah, putaran) names one opening of one step.",
    "pelaksana": "Whose step it is; also the first part of the queue names.",
    "dibuka_pada": "When the step was opened, which is when the one before it was closed. The "
    "clock of the step runs from here.",
    "pemohon": "The applicant. Personal data: keep it out of logs and of message headers.",
    "lembaga": "The institution the permit is for.",
    "isian": "The form: answers by field code (`x-sop[].isian[].kode`), always as text.",
    "catatan": "A note in the officer's own words.",
    "kode": "Code of what is meant, as in `x-sop`.",
    "nama": "What it is called, for people.",
    "alasan": "Why, in Indonesian, for people.",
    "jenis": "Whether `kode` names a document (`dokumen`) or a field of the form (`isian`).",
    "berkas": "The file, by reference.",
    "tindakan": "The act of the step; what it asks of a tool is told in the introduction.",
    "jatuh_tempo": "When the time of the SOP is used up, by the office calendar in force as the "
    "task was published; null where it was not computed.",
}

_STATE: Mapping[str, str] = {
    "dokumen": "The applicant's documents as they stand, with the last verdict on each.",
    "hasil": "The outputs of earlier steps that hold now: files, and records of decisions.",
    "perbaikan": "What the one who sent the application back wants put right.",
    "catatan": "The note of the one who sent the application back; empty otherwise.",
    "menggantikan": "Number of the SK whose place the new one is to take; null for a first SK.",
}

OWN: Mapping[str, Mapping[str, str]] = {
    "Berkas": _STATE,
    "Tugas": {
        **_STATE,
        "tugas_id": "`<permohonan_id>/<langkah>.<putaran>`: the same task always has the same id.",
        "sop_judul": "Title of the SOP, for the screen.",
        "kegiatan": "What is to be done, in the SOP's own words.",
        "kelengkapan": "What the step needs, in the SOP's own words.",
        "waktu": "The time the SOP gives, in its own words (`10 Menit`, `4 Hari`).",
        "output": "What the step brings about, in the SOP's own words.",
        "keterangan": "The remark of the SOP; may be empty.",
        "kekurangan": "Required documents and form fields that the application lacks.",
        "perubahan": "What the last correction changed of the form (applicant, institution, "
        "answers), old and new; show it to the officer. Empty where there was none.",
        "keluaran": "Every output of the step; which of them a decision owes, `pilihan` says.",
        "pilihan": "Every decision that is open to the officer. A Putusan with any other is "
        "refused. For the act `ajukan` it is a Pengajuan that closes the step.",
        "atas": "The very document to be approved, signed or received, or null. Its `sha256` "
        "must come back as `Putusan.atas`.",
    },
    "Pengajuan": {
        "pengajuan_id": "The portal's own key of this submission (a UUID is fine). Sending it "
        "again with the same content changes nothing; with other content it is refused "
        "(`kiriman_berbeda`). A correction has a new one. Times, and the ids under which files "
        "were uploaded, do not count as content.",
        "sop": "Code of the permit that is applied for; one of `x-sop`.",
        "nomor": "Null or absent for a new application; for a correction, the number of the one "
        "that is corrected.",
        "putaran": "1 (or absent) for a new application; for a correction, the `putaran` of the "
        "Pemberitahuan `dikembalikan`, which is also that of the Tugas in `pemohon.tugas`.",
        "mulai_pada": "When the applicant began to fill in the form; null or absent if unknown.",
        "diajukan_pada": "When the portal published this; the office's first clock runs from here.",
        "pemohon": "The applicant, complete, in a correction too. A correction that changes it, "
        "`lembaga` or an answer that was not sent back is shown to the officers, old beside new, "
        "and every accepted document is judged anew (telephone and e-mail aside).",
        "lembaga": "The institution the permit is for, complete, in a correction too.",
        "isian": "The form: answers by field code (`x-sop[].isian[].kode`), as text; complete, in "
        "a correction too: it takes the place of the earlier form. A code the SOP does not have, "
        "or an answer outside `pilihan`, is refused (`bidang_tidak_dikenal`). A required answer "
        "that is missing is not refused: the Front Office sees it as missing.",
        "dokumen": "One entry for each document (`x-sop[].persyaratan[].kode`), no code twice. A "
        "new application brings all it has; what is missing is shown to the Front Office. A "
        "correction brings only what is to be replaced or added; a document that an officer "
        "accepted cannot be replaced (`dokumen_terkunci`), unless the application came back with a "
        "note alone and an empty `perbaikan`.",
        "menggantikan": "Number of the SK whose place the new one is to take, to renew it or to "
        "put it right: one that is in force, of this SOP, of this applicant or institution. Null "
        "or absent for a first SK, and in a correction.",
        "kabari_kemajuan": "True: this application's progress is told too, by a Pemberitahuan "
        "`diproses` or `selesai`. Set it when your program knows these kinds. False: never. Null "
        "or absent: as the office has set it (by default, not). The new application settles it; "
        "in a correction it is ignored. It does not count as content.",
    },
    "Penarikan": {
        "penarikan_id": "The portal's own key of this withdrawal (a UUID is fine), used for "
        "nothing else. Sending it again with the same content changes nothing (`ditarik_pada` does "
        "not count as content).",
        "sop": "Code of the application's SOP.",
        "nomor": "The application that is withdrawn.",
        "pengajuan_id": "The `pengajuan_id` of any submission of this application, a correction's "
        "too. It must belong to `nomor`: so nobody withdraws another's by a slip of the pen.",
        "alasan": "Why, in the applicant's words; may be empty. It stays in the history.",
        "ditarik_pada": "When the applicant withdrew, by the portal's clock.",
    },
    "Putusan": {
        "putusan_id": "The tool's own key of this decision (a UUID is fine). Sending it again "
        "with the same content changes nothing (`mulai_pada` and `diputuskan_pada` do not count "
        "as content).",
        "permohonan_id": "From the Tugas.",
        "langkah": "From the Tugas.",
        "putaran": "From the Tugas.",
        "pelaksana": "From the Tugas: the role in whose name it is decided. It must be the one "
        "whose queue the message is sent to.",
        "putusan": "One of `Tugas.pilihan[].putusan`. `terima` accepts, approves, signs or passes "
        "on; `kembalikan` sends back for correction; `tolak` rejects. Where each leads, "
        "`Tugas.pilihan[].ke` says: at the Front Office `tolak` leads back to the applicant, at "
        "the Dinas Teknis it ends the application.",
        "petugas": "The officer; for the act `serahkan`, whoever received the SK.",
        "mulai_pada": "When the officer took the task in hand, by the tool's clock. From it the "
        "time of waiting and the time of work are told apart; without it, all counts as waiting.",
        "diputuskan_pada": "When the officer decided, by the tool's clock.",
        "verdik": "One verdict for each document, no code twice. For the act `verifikasi` every "
        "document of the Tugas whose `diterima` is not true owes one, whatever the decision; "
        "documents accepted earlier keep their verdict. With the other acts none is owed, but one "
        "that rejects is the only way to let the applicant replace an accepted document.",
        "hasil": "One file, or one letter's text, for each code in the `hasil_wajib` of the chosen "
        "Pilihan, no more and no less; no code twice.",
        "atas": "With `terima`: `Tugas.atas.berkas.sha256` where the Tugas has an `atas`. "
        "Otherwise null or absent.",
        "catatan": "Owed (at least one character) with `tolak` and `kembalikan`, unless a verdict "
        "says why, or the application goes back to the applicant because something is missing.",
    },
    "MintaTugas": {
        "permintaan_id": "The tool's own key of this question (a UUID is fine).",
        "pelaksana": "Whose tasks; must be the pelaksana of the queue.",
        "permohonan_id": "Only the task of this application; null or absent for all.",
        "setelah": "`DaftarTugas.lanjut` of the answer before; null or absent to begin.",
        "paling_banyak": "How many tasks at most in one answer.",
    },
    "DaftarTugas": {
        "menjawab": "The `permintaan_id` answered.",
        "tugas": "The tasks, each as the system would publish it now. Fewer than asked for where "
        "they would make the message too large.",
        "lanjut": "Where to go on (`MintaTugas.setelah`); null when these were all.",
    },
    "Pilihan": {
        "putusan": "The decision.",
        "ke": "Where it leads: the number of a step, or `selesai` (issued and received), or "
        "`ditolak` (refused for good).",
        "ke_pelaksana": "Whose step that is; null at the end.",
        "arti": "What the choice does, in words for the officer.",
        "hasil_wajib": "Codes of the files that this decision must bring in `Putusan.hasil`.",
        "tambahan": "Empty where the official SOP has this route; otherwise why it was added.",
    },
    "HasilDiminta": {
        "kode": "Code of the output.",
        "jenis": "`dokumen`: a file the tool supplies, or a letter (`surat`). `catatan`: a record "
        "that the decision itself makes; nothing is to be supplied.",
        "media": "Media types allowed for the file; empty for a `catatan`, and for a letter that "
        "only the system makes.",
        "surat": "The letter that the system makes when `Putusan.hasil[].isi` is sent instead of a "
        "file; null where there is none.",
        "tanda_tangan": "How an SK is signed electronically. `lokal`: send `isi` `{}`, and the "
        "system numbers, makes and signs it. `bsre`: ask for the text (`MintaNaskah`), have it "
        "signed, and send the signed file. null: not signed electronically, or no SK.",
    },
    "MintaNaskah": {
        "permintaan_id": "The tool's own key of this question (a UUID is fine).",
        "permohonan_id": "From the Tugas, as are `langkah` and `putaran`.",
        "pelaksana": "Must be the pelaksana of the queue.",
        "petugas": "Who is about to sign: named in the SK, and the owner of the certificate.",
        "atas": "SHA-256 of the approved draft, `Tugas.atas`.",
    },
    "Naskah": {
        "menjawab": "The `permintaan_id` answered.",
        "kode": "The output of `Putusan.hasil` under which the signed file is to come.",
        "nomor_sk": "The number of the SK: drawn for this application, once.",
        "tanggal": "The date that the SK bears: the day of the question, at the office.",
        "berkas": "The text, a PDF/A. Sign it by appending a PAdES signature that shows nothing on "
        "the page, and change no byte before it.",
    },
    "HasilPutusan": {
        "kode": "Code of the output.",
        "berkas": "A finished file. Either this or `isi`, never both.",
        "isi": "What the letter is to say, by the JSON Schema in `HasilDiminta.surat.skema`. The "
        "system sets the letter, keeps it as a PDF, and refuses (`isi_surat`) with the name of "
        "every field that is missing, blank or wrong.",
    },
    "SuratDiminta": {
        "jenis": "The kind of letter.",
        "judul": "Its name for people.",
        "versi": "Version of the office's templates under which the application runs.",
        "skema": "JSON Schema (draft-07) of `isi`. `title` is a field's name for people.",
        "awal": "What a tool may fill in before the officer writes, field by field.",
    },
    "HasilLangkah": {
        "kode": "Code of the output.",
        "jenis": "`dokumen`: a file. `catatan`: a record that the decision itself made.",
        "langkah": "The step that made it.",
        "putaran": "The round in which it was made.",
        "berkas": "The file of a `dokumen`; null for a `catatan`.",
        "atas": "SHA-256 of the document that the decision acted on (approval, signature), or "
        "null.",
    },
    "Dokumen": {
        "berkas_id": "ObjectId of the file in the GridFS bucket, as 24 lower-case hex digits.",
        "nama_berkas": "File name for people: no slash, backslash or control character. Never use "
        "it as a path.",
        "media_type": "MIME type. The office tells it from the bytes and refuses what differs.",
        "ukuran_bytes": "Size in bytes; must be that of the stored file.",
        "sha256": "SHA-256 of the bytes, as 64 lower-case hex digits; must be that of the stored "
        "file. Check it when downloading.",
    },
    "DokumenBerkode": {
        "kode": "Code of the persyaratan, or of the output, that the file is for.",
    },
    "DokumenDiajukan": {
        "kode": "Code of the persyaratan.",
        "putaran": "The round in which this file was handed in.",
        "diterima": "The last verdict: true, false, or null while nobody has looked.",
        "alasan": "Why it was rejected; empty otherwise.",
    },
    "Verdik": {
        "kode": "Code of the document, from `Tugas.dokumen`.",
        "diterima": "Whether the document is accepted. With a rejected document among them, the "
        "decision cannot be `terima`.",
        "alasan": "Owed (at least one character) when it is not accepted: the applicant reads it.",
    },
    "Petugas": {
        "id": "The office's own identifier (NIP), never a NIK. For `serahkan` any identifier of "
        "the portal's account.",
        "nama": "Name of the officer, or of whoever received the SK.",
    },
    "Pemohon": {
        "nik": "National identity number, 16 digits.",
        "telepon": "Telephone number.",
        "surel": "E-mail address.",
    },
    "Lembaga": {"alamat": "Postal address."},
    "Perbaikan": {"alasan": "What is wrong with it, for the applicant."},
    "Perubahan": {
        "putaran": "The round of the correction that changed it.",
        "bidang": "Path of the value: `pemohon.nik`, `lembaga.nama`, `isian.<kode>`.",
        "semula": "The value before; empty where there was none.",
        "menjadi": "The value now; empty where it was taken away.",
        "diminta": "True where this very value had been sent back. Where it had not, every "
        "document that was accepted is to be judged anew (telephone and e-mail aside).",
    },
    "Pemberitahuan": {
        "jenis": "`diterima`: registered, or the correction arrived. `dikembalikan`: to be "
        "corrected. `ditolak`: refused for good. `sk_terbit`: the SK is issued. "
        "`tidak_diterima`: a submission was not registered; nothing changed. Where progress was "
        "asked for (`Pengajuan.kabari_kemajuan`), also `diproses`: it is at another desk now; "
        "`selesai`: the SK was received, the application is closed. After a Penarikan: "
        "`ditarik`. Asked for too: `sk_akan_berakhir`, some time before the last day of an SK, "
        "once. Kinds may be added to what is asked for: show `pesan` of one you do not know.",
        "pada": "When it happened.",
        "sop": "Code of the SOP; for `tidak_diterima`, what the submission named.",
        "permohonan_id": "The application; null for `tidak_diterima`.",
        "nomor": "Number of the application; null where none was given.",
        "putaran": "Of `dikembalikan`: the round the correction must name. Otherwise the round "
        "in which it happened; null for `tidak_diterima`.",
        "pengajuan_id": "The submission this answers (`diterima`, `tidak_diterima`); null "
        "otherwise.",
        "pesan": "What to tell the applicant, in Indonesian.",
        "perbaikan": "Of `dikembalikan`: each thing to be put right. It may be empty; `pesan` "
        "says why then.",
        "dokumen": "Of `sk_terbit`: the SK, by reference. Of the others: the letter that the "
        "office has for it (receipt, what to correct, refusal), where it has one.",
        "langkah": "The step that is open now; null when the application has ended or was not "
        "registered.",
        "pelaksana": "Whose step that is; null like `langkah`. `pemohon` is the applicant.",
        "meja": "The name of that desk, for people; empty like `langkah`.",
        "jatuh_tempo": "When the time of that step is used up, by the SOP and the calendar of the "
        "day; of `dikembalikan` and `sk_terbit`, the time that the SOP gives the applicant.",
        "jatuh_tempo_keseluruhan": "When the time of the whole is used up; null while it stands "
        "still, which it does as long as the applicant has the application.",
        "fiktif_positif": "Last day on which the law wants a decision (fiktif positif), a date of "
        "the office; null while the application was not found complete.",
        "nomor_sk": "Of `sk_akan_berakhir`: the number of the SK; `Pengajuan.menggantikan` of its "
        "renewal.",
        "berlaku_sampai": "Of `sk_akan_berakhir`: the last day on which the SK is in force.",
    },
    "Peristiwa": {
        "peristiwa": "`diajukan`: submitted. `diperbaiki`: corrected. `diteruskan`: went on to a "
        "later step. `dikembalikan`: went back. `ditolak`: refused for good. `selesai`: the SK "
        "was received. `ditarik`: withdrawn by the applicant. The first word of the routing key.",
        "urutan": "Position of the fact in the application's history, from 0.",
        "langkah": "The step that was closed.",
        "putaran": "The round of the step that was closed.",
        "pelaksana": "Whose step was closed.",
        "putusan": "The decision that closed it; a submission counts as `terima`. `tarik`: the "
        "applicant withdrew, whoever had the step.",
        "ke": "Where it led: the number of a step, `selesai`, `ditolak` or `ditarik`.",
        "dibuka_pada": "When the step had been opened.",
        "ditutup_pada": "When it was closed, by the system's clock; the next step's `dibuka_pada`.",
        "digest": "Digest of the entry in the application's hash-chained history.",
    },
    "Jawaban": {
        "menjawab": "The `putusan_id`, `pengajuan_id` or `penarikan_id` answered; empty if it was "
        "unreadable.",
        "diterapkan": "True when the message has had its effect, now or when it came before.",
        "kode": "`diterapkan`, `sudah_diterapkan` (a repetition; nothing changed), or a refusal "
        "code of `x-kode-tolak`. Codes may be added: treat an unknown one by `diterapkan`.",
        "alasan": "The answer in Indonesian, for people.",
        "rincian": "Further objections, or the fields and files concerned.",
        "permohonan_id": "The application, where it is known.",
        "nomor": "Its number, where it is known.",
    },
    "Pelanggaran": {
        "tingkat": "`mendekati`: 80 % of the time is used. `terlampaui`: it is used up. "
        "`selesai_terlambat`: it was closed after the time was used up. `kembali_ujung_batas`: "
        "returned to the applicant in the last tenth of the time. `kembali_tanpa_perubahan`: "
        "returned again for a document that did not change. `putaran_berulang`: returned for a "
        "third round, or a later one.",
        "cakupan": "One step, or the whole application.",
        "langkah": "The step; null when the whole application is meant.",
        "pelaksana": "Whose step; null when the whole application is meant.",
        "batas": "The time that the SOP gives, in its own words.",
        "mulai_pada": "When that time began.",
        "jatuh_tempo": "When it is used up.",
        "terjadi_pada": "When the level was reached.",
        "terdeteksi_pada": "When the watchdog saw it.",
        "terlambat_terdeteksi_detik": "How long after `terjadi_pada`, in whole seconds.",
        "keterangan": "What else there is to say, in Indonesian: which documents, which round.",
    },
}


def describe(schema_name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with a description on every property. Raises `KeyError` for one without."""
    described = dict(schema)
    if "properties" in schema:
        described["properties"] = {
            name: {**_open(field), "description": _meaning(schema_name, name)}
            for name, field in schema["properties"].items()
        }
    return described


def _open(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """In draft 7 whatever stands beside a `$ref` is ignored: the reference is wrapped."""
    return {"allOf": [field]} if "$ref" in field else field


def _meaning(schema_name: str, field: str) -> str:
    own = OWN.get(schema_name, {})
    if field in own:
        return own[field]
    if field in COMMON:
        return COMMON[field]
    raise KeyError(f"{schema_name}.{field} has no description in izin/asyncapi/fields.py")
