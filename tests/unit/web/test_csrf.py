"""A request that changes something comes from a page of ours."""

import pytest

from shared.web import csrf

SECRET = b"rahasia-uji-yang-cukup-panjang-0"
HOST = "meja.contoh.go.id"


def test_the_token_of_this_browser_is_known() -> None:
    seed = csrf.new_seed()
    assert csrf.brings_token(SECRET, seed, csrf.token(SECRET, seed))


@pytest.mark.parametrize(
    ("secret", "seed", "brought"),
    [
        (SECRET, "benih", ""),
        (SECRET, "benih", csrf.token(SECRET, "benih lain")),
        (SECRET, "benih", csrf.token(b"rahasia lain", "benih")),
        (SECRET, "", csrf.token(SECRET, "")),  # a browser without the cookie
        (SECRET, "b" * 65, csrf.token(SECRET, "b" * 65)),
        (SECRET, "béni", csrf.token(SECRET, "béni")),
    ],
)
def test_any_other_token_is_refused(secret: bytes, seed: str, brought: str) -> None:
    assert not csrf.brings_token(secret, seed, brought)


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec-fetch-site": "same-origin", "origin": f"https://{HOST}"}, True),
        ({"sec-fetch-site": "none"}, True),  # typed, or from a bookmark
        ({"origin": f"https://{HOST}"}, True),  # a browser of before
        ({}, True),  # no browser
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),  # a neighbour under the same domain
        ({"sec-fetch-site": "same-origin", "origin": "https://lain.example"}, False),
        ({"origin": "https://lain.example"}, False),
        ({"origin": "null"}, False),  # a frame without an origin
        ({"origin": f"https://{HOST}.lain.example"}, False),
    ],
)
def test_the_browser_says_where_it_comes_from(headers: dict[str, str], ours: bool) -> None:
    assert csrf.from_our_page({"host": HOST, **headers}) is ours
