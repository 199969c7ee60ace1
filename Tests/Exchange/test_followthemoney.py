"""The export of the example case as PyPI's followthemoney reads it."""

import json
import subprocess
from pathlib import Path

import pytest
from followthemoney import model

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/debug/counterfoil"


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    base = tmp_path_factory.mktemp("exchange") / "base"
    subprocess.run([PROGRAM, "init", base], check=True, capture_output=True)
    subprocess.run(
        [PROGRAM, "ingest", ROOT / "Examples/documents", "--casebase", base], check=True, capture_output=True
    )
    run = subprocess.run(
        [PROGRAM, "export", "--format", "ftm", "--casebase", base], check=True, capture_output=True, text=True
    )
    return [json.loads(line) for line in run.stdout.splitlines()], run.stderr


def test_every_line_is_a_valid_entity_and_loses_no_value(export):
    lines, _ = export
    assert len(lines) > 20
    for line in lines:
        entity = model.get_proxy(line, cleaned=False)
        assert entity.id == line["id"]
        assert entity.schema.name == line["schema"]
        for name, values in line["properties"].items():
            assert name in entity.schema.properties, f"{line['schema']} has no {name}"
            assert entity.get(name), f"{line['schema']}:{name} {values} was refused"
        entity.schema.validate(line)


def test_identifiers_are_unique_and_references_lead_somewhere(export):
    lines, _ = export
    identifiers = [line["id"] for line in lines]
    assert len(identifiers) == len(set(identifiers))
    known = set(identifiers)
    for line in lines:
        if line["schema"] == "Mention":
            assert set(line["properties"]["document"]) <= known
            assert set(line["properties"]["resolved"]) <= known


def test_the_kinds_a_case_needs_are_there(export):
    lines, _ = export
    kinds = {line["schema"] for line in lines}
    assert {"Organization", "Email", "Pages", "HyperText", "Mention"} <= kinds


def test_what_has_no_place_in_followthemoney_is_said(export):
    _, messages = export
    assert "Left out" in messages and "Observable" in messages
