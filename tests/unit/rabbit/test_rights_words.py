"""A refused right is told as one: which account, what, where. A refused password is something else.

The sentences are those of RabbitMQ 3.10.8, 4.0.5 and 4.3.6.
"""

import pytest
from aio_pika.exceptions import AMQPError

from shared.rabbit.connection import broker_errors, rights_named
from shared.rabbit.errors import HakKurang
from shared.readiness import TidakSiap, wait_for
from shared.rights_words import sebab_hak

DITOLAK = "ACCESS_REFUSED - {} refused for user 'portal'"
READ = DITOLAK.format("read access to queue 'kabid.tugas' in vhost 'kantor'")
PASSIVE = DITOLAK.format("configure access to queue 'kabid.tugas' in vhost 'kantor'")
LOGIN = (
    "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN."
    " For details see the broker logfile."
)


@pytest.mark.parametrize(
    ("apa", "kata"),
    [
        ("read access to queue 'kabid.tugas' in vhost 'kantor'", "membaca antrean 'kabid.tugas'"),
        ("write access to exchange 'izin' in vhost 'kantor'", "menulis ke exchange 'izin'"),
        ("configure access to queue 'x' in vhost 'kantor'", "mengatur antrean 'x'"),
        (
            "write access to topic 'kabid.putusan' in exchange 'izin' in vhost 'kantor'",
            "menulis ke kunci 'kabid.putusan' di exchange 'izin'",
        ),
    ],
)
def test_the_broker_s_sentence_names_account_thing_and_right(apa: str, kata: str) -> None:
    sebab = sebab_hak(AMQPError(DITOLAK.format(apa)))
    assert sebab == f"akun 'portal' tidak berhak {kata} di virtual host 'kantor'"


@pytest.mark.parametrize("teks", [LOGIN, "NOT_FOUND - no queue 'x' in vhost '/'", ""])
def test_anything_else_is_no_lack_of_rights(teks: str) -> None:
    assert sebab_hak(AMQPError(teks)) is None


def test_what_the_broker_refuses_to_an_account_is_an_error_of_its_own() -> None:
    with pytest.raises(HakKurang, match=r"akun 'portal'.*izin akses daftar"), broker_errors():
        raise AMQPError(READ)


def test_who_only_asked_whether_it_is_there_lacks_any_right_on_it() -> None:
    with pytest.raises(HakKurang, match="melihat antrean"), rights_named(melihat=True):
        raise AMQPError(PASSIVE)


@pytest.mark.parametrize(
    ("teks", "kata"),
    [(READ, "akun 'portal' tidak berhak"), (LOGIN, "kata sandi ditolak")],
)
async def test_who_waits_at_start_says_which_of_the_two_it_is(teks: str, kata: str) -> None:
    async def refused() -> None:
        raise AMQPError(teks)

    with pytest.raises(TidakSiap, match=kata):
        await wait_for("RabbitMQ", "amqp://portal:x@mq/kantor", refused, (AMQPError,), 0.01)
