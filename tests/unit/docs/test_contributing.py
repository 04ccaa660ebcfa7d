"""CONTRIBUTING.md: its example of a test works."""

import textwrap

from tests import builders
from tests.unit.docs.pages import read


def test_the_example_of_a_test_passes() -> None:
    begin = read("CONTRIBUTING.md").index("  ```python\n")
    text = read("CONTRIBUTING.md")[begin:].split("```")[1].removeprefix("python\n")
    assert "assert " in text
    exec(textwrap.dedent(text), dict(vars(builders)))  # noqa: S102 - our own page
