import base64
import hashlib

from izin.rahasia.instalasi import hash_acak
from izin.registry import discover_desks
from shared.akses import Akun, definisi, hash_kata_sandi, semua_hak
from shared.topology import topologi
from tests.builders import katalog

DESKS = discover_desks()
TOPOLOGI = topologi(DESKS)


def test_a_password_is_kept_as_rabbitmq_documents_it() -> None:
    """The worked example of RabbitMQ's own documentation."""
    kept = hash_kata_sandi("test12", bytes.fromhex("908DC60A"))
    assert kept == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"


def test_the_same_password_is_never_kept_alike() -> None:
    one, other = hash_acak("rahasia"), hash_acak("rahasia")
    assert one != other
    raw = base64.b64decode(one)
    assert raw[4:] == hashlib.sha256(raw[:4] + b"rahasia").digest()


def test_the_definitions_hold_every_account_queue_and_binding_and_no_password() -> None:
    sops = [loaded.sop for loaded in katalog().values()]
    akun = [Akun(hak, hash_acak(f"sandi-{hak.pengguna}")) for hak in semua_hak(sops, DESKS)]
    isi = definisi(akun, TOPOLOGI, "kantor")
    names = [hak.pengguna for hak in semua_hak(sops, DESKS)]
    assert [user["name"] for user in isi["users"]] == names
    assert [one["user"] for one in isi["permissions"]] == names
    assert {queue["name"]: queue["arguments"] for queue in isi["queues"]} == {
        antrean.nama: antrean.argumen for antrean in TOPOLOGI.antrean
    }
    assert {(b["source"], b["routing_key"], b["destination"]) for b in isi["bindings"]} == {
        (*ikatan, antrean.nama) for antrean in TOPOLOGI.antrean for ikatan in antrean.semua_ikatan
    }
    assert {e["name"]: e["type"] for e in isi["exchanges"]} == TOPOLOGI.jenis_exchange
    assert "sandi-" not in str(isi)
    assert {one["vhost"] for key in isi if key not in ("users", "vhosts") for one in isi[key]} == {
        "kantor"
    }
