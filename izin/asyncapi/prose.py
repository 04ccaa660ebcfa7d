"""The introduction: how the parts work together, for a reader who has nothing else."""

from izin.asyncapi.servers import BROKER, DOCUMENTS
from shared import topology
from shared.contracts.outside import TAHUN
from shared.contracts.reading import UKURAN_PESAN_BROKER_BYTES, UKURAN_PESAN_MAKS_BYTES
from shared.store.gridfs import POTONGAN_MIN_BYTES
from shared.store.indeks import BUCKET_DOKUMEN
from shared.store.picture import TITIK_MAKS

_INTAKE = topology.antrean_berkas(topology.PELAKSANA_PENERIMA)
_APPLICANT_TASKS = topology.antrean_tugas(topology.PELAKSANA_PEMOHON)
_RECEIPT = topology.antrean_putusan(topology.PELAKSANA_PEMOHON)
_NOTICES = topology.ANTREAN_PEMBERITAHUAN
_SUBJECT = topology.EXCHANGE_IZIN
_EVENTS = topology.EXCHANGE_PERISTIWA
_QUARANTINE = topology.ANTREAN_KARANTINA

ABOUT = """\
AlurIzin carries permit applications through the steps of an official procedure (SOP). This
document is all that a program needs to take part: a **portal** that submits applications for
their applicants, an **officers' tool** with which one role (pelaksana) decides its steps, a
dashboard, or an archive. Words of the procedure are Indonesian; `x-sop` lists the procedures in
force with their codes, and which pelaksana does which step.

What is called "the system" here are its own workers. An operation with `action: receive` is one
for which a client **publishes**; with `action: send`, one for which a client **consumes**.
Operations tagged `internal` are not for clients.
"""

LIFE = f"""\
## The life of an application

1. The portal stores the applicant's files in the document store and publishes a `Pengajuan` to
   `{_INTAKE}`. The system registers it, gives it a `permohonan_id` and a `nomor`, and says so in
   a `Pemberitahuan` `diterima` in `{_NOTICES}` (its `pengajuan_id` tells which submission it
   answers). A submission that lacks documents is registered too.
2. Step by step of the SOP, the system puts a `Tugas` into the queue `<pelaksana>.tugas` of whoever
   the step belongs to. A tool shows it to an officer and publishes the officer's `Putusan` to
   `<pelaksana>.putusan`. The system closes the step and opens the next one.
3. `Tugas.pilihan` lists the decisions there are, and where each leads. When one leads back to the
   applicant, the portal gets a `Pemberitahuan` `dikembalikan` that lists what to put right, and a
   `Tugas` with the act `ajukan` in `{_APPLICANT_TASKS}`. It answers with a new `Pengajuan`
   with a new `pengajuan_id` and the `nomor` and the `putaran` of that notice.
4. When the SK (the permit) is signed, the portal gets a `Pemberitahuan` `sk_terbit` with the file,
   and a `Tugas` with the act `serahkan` in `{_APPLICANT_TASKS}`. When the applicant has
   received the SK, the portal publishes a `Putusan` `terima` with its SHA-256 as `atas` to
   `{_RECEIPT}`, in the name of the pelaksana `{topology.PELAKSANA_PEMOHON}`. The application is
   `selesai`.
5. An application that is refused for good ends with a `Pemberitahuan` `ditolak`.

6. Until the step that the SOP names (`x-sop[].penarikan.sampai`; null: never), the applicant may
   withdraw: the portal publishes a `Penarikan` to `{_INTAKE}`. The application ends as `ditarik`
   with a `Pemberitahuan` of that kind, wherever it was. A `Putusan` that comes later is refused
   (`sudah_diputus`): whichever of the two is written first stands.

A portal that wants to show where an application is sets `kabari_kemajuan` in the `Pengajuan`.
Then a `Pemberitahuan` tells of every step that the applicant may know (`diproses`: at which desk it
is now; in the end `selesai`), beside those above. All say which step is open, whose, and by when
(`jatuh_tempo`, `jatuh_tempo_keseluruhan`, `fiktif_positif`). Which steps are told, the SOP says
(`x-sop[].langkah[].kabar`; null: when the application comes to another desk). No officer is named.

Each closed step is also published as a `Peristiwa` to the exchange `{_EVENTS}`.
"""

PUBLISHING = f"""\
## Publishing and consuming

- To publish to a channel, publish to the exchange in its `x-amqp.exchange` with its
  `x-amqp.routingKey` (for all queues of clients: the exchange `{_SUBJECT}`, and the queue's name).
  Set the AMQP properties that the message's `headers` schema lists.
- With an account of your own (`portal`, `meja-<pelaksana>`) publish to the exchange in
  `x-pintu` instead, with the same routing key: a direct exchange that leads to this queue alone.
  Such an account may write to nothing else. With one account for all, both lead there.
- Use publisher confirms and the flag `mandatory`. Only a message that was confirmed and not
  returned is safe. If in doubt (no confirm, connection lost), publish it again **with the same
  `pengajuan_id` or `putusan_id`**: a repetition changes nothing.
- The workers declare the exchanges and queues; a client needs to declare none of them (and may
  lack the right to). A client that does must use exactly the properties of `bindings.amqp` and
  `x-amqp.arguments`, or RabbitMQ answers 406. To wait for the system to be there, declare the
  queue passively until it exists.
- A body is one JSON object in UTF-8, at most {UKURAN_PESAN_MAKS_BYTES} bytes. Both `tipe` in the
  body and the property `type` name the message; they must agree.
- What you publish must hold to the schema exactly: an unknown field, a number written as text, an
  integer written as `3.0` are refused. Optional fields may be left out, or be null where the
  schema says so. Instants are RFC 3339 **with a zone** (`Z` or an offset); they are kept to the
  millisecond. White space around names, notes and reasons is cut off.
- What you consume may come more than once, with the same `message_id` (a Tugas also when the
  decision before it was sent twice, or when operators republish what is under way): drop what you
  have dealt with or still hold. Messages of different queues may overtake each other. A Tugas may
  be out of date when you take it; its Putusan is then refused with `sudah_diputus`, and nothing is
  lost by dropping it.
- Later releases may add fields to the messages you consume, and values to `kode`: ignore fields
  you do not know. Fields are not renamed, removed or given another meaning while `versi` is 1.
- Acknowledge a message when you have dealt with it or keep it safely yourself: a Tugas, for
  example, when its Putusan was answered. What you never
  acknowledge comes again to you or to another consumer of the queue. RabbitMQ closes the channel
  of a consumer that holds a message for longer than 30 minutes (by default); a tool in which
  officers think longer stores the task, acknowledges it, and decides later. Consumers of one queue
  share its messages: each goes to one of them.
- A tool that has lost its tasks, or was set up anew, publishes a `MintaTugas` to
  `<pelaksana>.putusan`. The answer, a `DaftarTugas`, comes to its `reply_to` alone; what lies in
  the queue stays there, and other tools get nothing twice. A `Tugas` in it has the `tugas_id` of
  the one in the queue: drop whichever comes second. Ask with `setelah` until `lanjut` is null.
- To put a message back, reject it with requeue. After {topology.BATAS_KIRIM_ULANG_TUGAS} such
  returns the broker moves it to `{_QUARANTINE}`. Do not reject without requeue: that moves it there
  at once. This is the way for a message that is not of the schema of its queue, and, where each
  service has an account of its own, for one whose AMQP property `user_id` is not the service's: a
  `Tugas` in `<pelaksana>.tugas` is from `layanan-<pelaksana>`, a `Pemberitahuan` from a pelaksana's
  `layanan-...` or from `ops`. Show neither to anybody.
"""

FILES = f"""\
## Files

The bytes of documents never travel in messages. They are handed over through GridFS, the standard
way of keeping files in MongoDB, which every driver has: server `{DOCUMENTS}`, bucket
`{BUCKET_DOKUMEN}` (collections `{BUCKET_DOKUMEN}.files` and `{BUCKET_DOKUMEN}.chunks`).

- **To hand a file over**: upload it (the driver's chunk size will do; metadata is not looked at;
  let the driver make the id, an ObjectId), and put a `Dokumen` into the message: `berkas_id` is
  that ObjectId in hex, `ukuran_bytes` and `sha256` are those of the bytes, `media_type` what the
  bytes are, `nama_berkas` a name for people. Upload before you publish. Store with write concern
  `journal=true`.
- The system reads the file itself and refuses it (`berkas_ditolak`) when it is not there, empty,
  larger than the limit (10 MiB unless the installation sets another: `x-gridfs.max_bytes_default`
  of the server), of a media type that is not allowed (`x-sop[].persyaratan[].media`;
  `HasilDiminta.media`), or when size, media type or SHA-256 differ from what the message says. The
  type is told from the bytes, never from the name. A PDF, JPEG or PNG must be whole by its own
  format: up to `%%EOF` with every page it names, up to the end of the picture itself, up to `IEND`
  with right checksums. What programs write around it does no harm: lines before `%PDF-` within the
  first 1024 bytes, padding or other data behind the end. A PDF that asks for a password is refused,
  a picture may have at most {TITIK_MAKS // 1_000_000} million pixels, and the chunks must be those
  that the file's document announces, of at least {POTONGAN_MIN_BYTES} bytes each. All files of one
  submission together may have 100 MiB, unless the installation sets another limit.
- A file is known by its id and its SHA-256 together: who names another one's file must have it.
- **To read a file**: download `berkas_id` from the bucket and check its SHA-256 against `sha256`.
- Never change or delete a file that a message has named.
"""

TEXTS = f"""\
## What is refused before it is looked at

A `Pengajuan`, `Penarikan` or `Putusan` that breaks one of these goes to `{_QUARANTINE}`, and its
sender, if it waits, is told which field it was (`pesan_tidak_sah`).

- JSON: UTF-8 without a byte order mark, no key twice in one object, no `NaN` or `Infinity`, at most
  {UKURAN_PESAN_MAKS_BYTES} bytes. Beyond {UKURAN_PESAN_BROKER_BYTES} bytes the broker itself closes
  the channel (406).
- Texts are one line without control characters or characters that cannot be seen (Unicode classes
  Cc, Cf, Co, Cs, Zl, Zp). `catatan`, `alasan`, `alamat` and the answers of `isian` may have line
  breaks and tabs, but no other control character and none that turns the direction of writing.
  `nama_berkas` does not consist of dots and spaces alone.
- Instants lie between the years {TAHUN.start} and {TAHUN.stop - 1}.
- AMQP properties are UTF-8. `message_id`, `correlation_id` and `reply_to` need not be there; those
  that cannot be read are ignored.

What the system sends may hold texts from a time before these rules: show them as text, never as
markup, commands or a path.
"""

DECIDING = """\
## What a decision must bring

One way of building a `Putusan` serves every step of every SOP:

1. Copy `permohonan_id`, `langkah`, `putaran` and `pelaksana` from the `Tugas`; make a `putusan_id`.
2. `putusan`: the `putusan` of one entry of `Tugas.pilihan`, as the officer chose. `arti` says in
   words what it does; show it, for `tolak` does not mean the same at every step.
3. `hasil`: one entry for each code in that entry's `hasil_wajib` (`Tugas.keluaran` has their
   names), and no other. Where `keluaran[].surat` is there, `isi`, by its schema, of which the
   system makes the letter; otherwise `berkas`, of an allowed media type. A file is a document made
   for it: not another document of the case, of whatever step and round, by id or by SHA-256, and
   no two of them one file.
   Where `keluaran[].tanda_tangan` is `lokal`, `isi` `{}` is all that an SK takes: the system
   numbers and signs it. Where it is `bsre`, publish a `MintaNaskah` to the same queue first; have
   the file of the `Naskah` signed by the national service, upload it, and send it as `berkas`. It
   is refused (`tanda_tangan`) unless it is that text, byte for byte, with one valid signature over
   all of it by the officer of the decision. A signature that came after a time-out is as good.
4. `atas`: with `terima`, `Tugas.atas.berkas.sha256` where `Tugas.atas` is not null: the decision
   holds for that very document. Otherwise leave it out.
5. `verdik`: with the act `verifikasi`, one for each entry of `Tugas.dokumen` whose `diterima` is
   not true, whatever the decision. With the other acts none is owed; but whoever sends an
   application back to the applicant because of a document that was accepted before rejects it by a
   verdict: what is named is unlocked, and nothing else. A return with a note alone unlocks all.
6. `catatan`: a reason, with `tolak` and `kembalikan`, unless a verdict gives one.

What each act (`tindakan`) adds to that:

| act | what it is | `terima` is refused when |
|---|---|---|
| `ajukan` | the applicant corrects; closed by a `Pengajuan`, not by a `Putusan` | always |
| `verifikasi` | a verdict on each document | `kekurangan` is not empty, or a document is rejected |
| `teruskan` | received and passed on | a document is not accepted |
| `periksa_lapangan` | inspection; report and recommendation | every output is as it was sent back |
| `susun_draf` | the draft of the SK is written | it is, byte for byte, a draft that was sent back |
| `setujui` | one exact draft is approved | `atas` is not that draft |
| `tanda_tangani` | the draft becomes the SK | `atas` is not that draft, or it cannot be signed |
| `serahkan` | the SK is received | `atas` is not that SK |
"""

ANSWERS = f"""\
## Answers and refusals

A `Pengajuan`, `Penarikan` or `Putusan` with `reply_to` is answered by a `Jawaban`: `diterapkan`
says whether it has had its effect; `kode`, `alasan` and `rincian` say why not. A refused message
changes nothing.
`x-kode-tolak` lists the codes, what each means, and what to do. Objections are all told at once,
the first in `kode` and `alasan`, the others in `rincian`.

- A **decision** or a **withdrawal** that is refused is answered; without `reply_to` it goes to
  `{_QUARANTINE}`.
- A **submission** that is refused goes to `{_QUARANTINE}`, is announced to the portal as
  `Pemberitahuan` `tidak_diterima`, and is answered if it has a `reply_to`.
- A message that is **not of its schema** goes to `{_QUARANTINE}`, and is answered if it has a
  `reply_to` (`pesan_tidak_sah`; `menjawab` is empty when no id could be read). There is no
  Pemberitahuan about it: a portal that sends without `reply_to` checks by the schema first.

Where each service has an account of its own, a message needs `user_id`, and an account that may
write to its queue; otherwise it is refused as `bukan_wewenang`: a decision like any refused one, a
submission without a Pemberitahuan, and anything else goes to `{_QUARANTINE}`.

An answer is a courtesy, not a record: if the reply queue is gone it is lost. A client that has no
answer publishes the same message again, and is told `sudah_diterapkan` if it had its effect.
"""


def introduction() -> str:
    """Markdown, for `info.description`."""
    servers = f"Servers: `{BROKER}` for messages, `{DOCUMENTS}` for files.\n"
    return "\n".join((ABOUT + servers, LIFE, PUBLISHING, TEXTS, FILES, DECIDING, ANSWERS))
