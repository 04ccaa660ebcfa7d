"""deploy/prometheus speaks of metrics that there are. Where promtool is installed it has its say
too; what is wrong most often is found without it."""

import re
import shutil
import subprocess
from typing import Any

import pytest
from ruamel.yaml import YAML

from ops.metrics.board_collector import BoardCollector
from ops.metrics.instruments import Instruments
from shared.mutu_baku.papan import hitung
from tests.builders import PAGI
from tests.unit.deploy.compose import ROOT
from tests.unit.ops.metrics.reading import Scrape, pelanggaran

FOLDER = ROOT / "deploy/prometheus"
WORDS = {"absent", "by", "histogram_quantile", "max", "min", "rate", "sum"}


def loaded(name: str) -> Any:
    return YAML(typ="safe").load((FOLDER / name).read_text(encoding="utf-8"))


RULES: list[dict[str, Any]] = [
    rule for group in loaded("alurizin.rules.yml")["groups"] for rule in group["rules"]
]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
TESTS = loaded("alurizin.uji.yml")


def exposed() -> dict[str, set[str]]:
    """Every series there can be, and its labels."""
    ukur, papan = Instruments([("meja", "izin-contoh")]), BoardCollector([("meja", "izin-contoh")])
    papan.show(hitung([], PAGI))
    ukur.announced(pelanggaran())
    ukur.langkah.labels("izin-contoh", "1", "meja", "terima").observe(1)
    ukur.registry.register(papan)
    series: dict[str, set[str]] = {}
    for family in Scrape(ukur.registry).families.values():
        for sample in family.samples:
            series.setdefault(sample.name, set()).update(sample.labels)
    return series


def wrong(expression: str, series: dict[str, set[str]]) -> list[str]:
    """What can be seen without knowing the language."""
    found = []
    if expression.count("(") != expression.count(")"):
        found.append("brackets")
    words = set(re.findall(r"[a-z_][a-z_0-9]*", re.sub(r"\[\w+\]", "", expression)))
    known = words & set(series)
    found += sorted(word for word in words if word.startswith("izin_") and word not in series)
    grouped = {w for group in re.findall(r"by \(([^)]*)\)", expression) for w in group.split(", ")}
    labels = set().union(*(series[name] for name in known)) if known else set()
    found += sorted(grouped - labels)
    return found + sorted(words - known - grouped - WORDS - set(found))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.get("alert") or rule["record"])
def test_a_rule_asks_for_what_the_watchdog_shows(rule: dict[str, Any]) -> None:
    assert wrong(rule["expr"], exposed()) == []


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("max(izin_watchdog_makan) > 0", "izin_watchdog_makan"),
        ("max by (nomor) (izin_langkah_terbuka) > 0", "nomor"),
        ("max(izin_watchdog_macet > 0", "brackets"),
        ("maks(izin_watchdog_macet) > 0", "maks"),
    ],
)
def test_a_rule_that_asks_for_something_else_is_noticed(expression: str, why: str) -> None:
    assert why in wrong(expression, exposed())


@pytest.mark.parametrize("name", ALERTS)
def test_an_alarm_says_what_is_wrong_what_to_do_and_how_bad_it_is(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in {"warning", "critical"}
    assert set(rule["annotations"]) == {"summary", "tindakan"}
    assert re.fullmatch(r"\d+[mh]", rule["for"])
    used = set(re.findall(r"\$labels\.(\w+)", str(rule["annotations"])))
    assert used <= set(re.findall(r"\w+", "".join(re.findall(r"by \(([^)]*)\)", rule["expr"]))))


def test_the_tests_of_the_rules_are_about_these_rules() -> None:
    assert TESTS["rule_files"] == ["alurizin.rules.yml"]
    tried = {one["alertname"] for test in TESTS["tests"] for one in test["alert_rule_test"]}
    assert tried <= set(ALERTS)
    assert {name for name, rule in ALERTS.items() if rule["labels"]["severity"] == "critical"} <= (
        tried
    )


def test_the_example_reads_these_rules() -> None:
    example = loaded("prometheus.yml")
    assert all((FOLDER / name).is_file() for name in example["rule_files"])
    assert "alurizin" in {job["job_name"] for job in example["scrape_configs"]}


def test_promtool_agrees_wherever_it_is_installed() -> None:
    promtool = shutil.which("promtool")
    commands = (
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "alurizin.rules.yml"),
        ("test", "rules", "alurizin.uji.yml"),
    )
    for command in commands if promtool else ():
        said = subprocess.run(
            [promtool or "", *command], cwd=FOLDER, capture_output=True, text=True, check=False
        )
        assert said.returncode == 0, said.stdout + said.stderr
