"""What is said about Kubernetes in docs/how-to/cluster.md is what the files ask for. No cluster runs them here."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from firearmskit import __version__

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "kubernetes"
OBJECTS = [each for each in yaml.safe_load_all((FOLDER / "grading.yaml").read_text("utf-8")) if each]
DOCKERFILE = (FOLDER / "Dockerfile").read_text("utf-8")


def find(kind: str, name: str) -> dict[str, Any]:
    """Give an object of the file."""
    (found,) = (each for each in OBJECTS if (each["kind"], each["metadata"]["name"]) == (kind, name))
    return found


def pod(name: str) -> dict[str, Any]:
    """Give the specification of a deployment's pods."""
    spec: dict[str, Any] = find("Deployment", name)["spec"]["template"]["spec"]
    return spec


def containers(name: str) -> list[dict[str, Any]]:
    """Give all containers of a deployment's pods."""
    return [*pod(name).get("initContainers", []), *pod(name)["containers"]]


def test_objects_are_whole() -> None:
    """Each object has what Kubernetes asks of every object, and all lie in one namespace that says its standard."""
    for each in OBJECTS:
        assert {"apiVersion", "kind", "metadata"} <= set(each)
        if each["kind"] != "Namespace":
            assert each["metadata"]["namespace"] == "firearmskit-grading"
    labels = find("Namespace", "firearmskit-grading")["metadata"]["labels"]
    assert labels == {"pod-security.kubernetes.io/enforce": "privileged"}
    for name in ("scheduler", "worker"):
        spec = find("Deployment", name)["spec"]
        assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"] == {"app": name}


def test_workers_can_make_a_sandbox_and_nothing_else() -> None:
    """A worker's containers have a user namespace, an uncovered /proc and no filter, and neither root nor a right."""
    assert pod("worker")["hostUsers"] is False
    assert pod("worker")["securityContext"]["runAsNonRoot"] is True
    assert pod("worker")["securityContext"]["runAsUser"] == 1000
    assert [each["name"] for each in containers("worker")] == ["sandbox-holds", "worker"]
    for each in containers("worker"):
        assert each["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "procMount": "Unmasked",
            "seccompProfile": {"type": "Unconfined"},
            "appArmorProfile": {"type": "Unconfined"},
        }
    assert containers("worker")[0]["command"] == ["firearmskit", "course", "sandbox"]


def test_the_scheduler_has_no_more_than_it_needs() -> None:
    """The scheduler runs no notebook, so that it keeps the runtime's filter."""
    (only,) = containers("scheduler")
    assert only["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert "procMount" not in only["securityContext"]


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_no_pod_holds_a_key_to_the_cluster(name: str) -> None:
    """No pod gets a token of the cluster's own, and all talk with certificates alone."""
    assert pod(name)["automountServiceAccountToken"] is False
    settings = yaml.safe_load(find("ConfigMap", "dask")["data"]["dask.yaml"])
    assert settings["distributed"]["comm"]["require-encryption"] is True
    mounted = {mount["mountPath"] for mount in pod(name)["containers"][0]["volumeMounts"]}
    assert mounted == {"/dask", "/certificates"}
    assert "tls" in " ".join(pod(name)["containers"][0]["command"])


def test_strangers_are_kept_out() -> None:
    """Only pods of this namespace may talk to pods of this namespace."""
    rules = find("NetworkPolicy", "only-each-other")["spec"]
    assert rules["podSelector"] == {}
    assert rules["policyTypes"] == ["Ingress", "Egress"]
    assert rules["ingress"] == [{"from": [{"podSelector": {}}]}]


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_commands_are_ones_that_dask_knows(name: str) -> None:
    """Each option that the pods give to Dask is one that the locked version of Dask has."""
    command = next(each for each in containers(name) if each["name"] == name)["command"]
    assert command[:2] == ["dask", name]
    told = subprocess.run(
        [sys.executable, "-m", f"distributed.cli.dask_{name}", "--help"], check=True, capture_output=True, text=True
    ).stdout
    for option in (word for word in command if word.startswith("--")):
        assert re.search(rf"{option}\b", told), option


def test_every_image_is_the_one_that_is_built() -> None:
    """All containers run the image of this version, as the page and the Dockerfile name it."""
    image = f"registry.example.org/firearmskit:{__version__}"
    assert {each["image"] for name in ("scheduler", "worker") for each in containers(name)} == {image}
    assert image in DOCKERFILE
    assert image in (ROOT / "docs" / "how-to" / "cluster.md").read_text("utf-8")


def test_what_the_image_copies_is_there() -> None:
    """Everything that the image takes from the project exists, and the sandbox's program is installed."""
    for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE):
        for name in line.split():
            assert (ROOT / name).exists(), name
    assert "bubblewrap" in DOCKERFILE
    assert "USER 1000:1000" in DOCKERFILE
