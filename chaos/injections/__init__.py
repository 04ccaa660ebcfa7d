"""What is done to the office, by name: how often of all failures, and how."""

from chaos.injections.kinds import CLUSTER_KINDS, KINDS, WEB_KINDS, Kind

__all__ = ["CLUSTER_KINDS", "KINDS", "WEB_KINDS", "Kind"]
