import base64
import json

import numpy as np
import pytest
from interlat_models.corpus_file import encode_thousandths, is_current, message_map, moments, sender_files

MANIFEST = {
    "files": [
        {"path": "s.onnx", "role": "sender", "sha256": "1"},
        {"path": "s.bin", "role": "embed", "of": "sender", "sha256": "2"},
        {"path": "a.onnx", "role": "actor", "sha256": "3"},
        {"path": "a.bin", "role": "embed", "of": "actor", "sha256": "4"},
        {"path": "t.json", "role": "tokenizer", "sha256": "5"},
    ]
}


@pytest.fixture(scope="module")
def messages() -> list[np.ndarray]:
    """Spread 3, 2 and 1 along the axes."""
    rng = np.random.default_rng(0)
    return [(rng.normal(size=(7, 3)) * [1, 3, 2] + 5).astype(np.float32) for _ in range(300)]


def floats(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


def test_moments_hold_the_upper_triangle(messages: list[np.ndarray]) -> None:
    found = moments(messages)
    rows = np.concatenate(messages)
    covariance = np.cov(rows.T)
    assert (found["messages"], found["rows"]) == (300, 2100)
    np.testing.assert_allclose(floats(found["mean"]), rows.mean(0), rtol=1e-5)
    expected = [covariance[i, j] for i in range(3) for j in range(i, 3)]
    np.testing.assert_allclose(floats(found["covariance"]), expected, rtol=1e-4)


def test_the_map_shows_the_two_widest_directions(messages: list[np.ndarray]) -> None:
    lines = [{"name": str(i), "task_type": f"type {i % 6}"} for i in range(300)]
    found = message_map(lines, messages)
    components = floats(found["components"]).reshape(2, 3)
    np.testing.assert_allclose(np.abs(components), [[0, 1, 0], [0, 0, 1]], atol=0.1)
    assert found["explained"] == pytest.approx([9 / 14, 4 / 14], abs=0.03)
    vector = np.frombuffer(base64.b64decode(found["messages"][7]["vector"]), "<i2") / 1000
    expected = messages[7].mean(0) - np.concatenate(messages).mean(0)
    np.testing.assert_allclose(vector, expected, atol=6e-4)
    np.testing.assert_allclose(found["messages"][7]["mean"], components @ expected, atol=2e-3)


def test_thousandths_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="too far out"):
        encode_thousandths(np.array([33.0]))


def test_a_file_is_current_for_its_sender_and_its_games(tmp_path) -> None:  # noqa: ANN001
    path = tmp_path / "scout.json"
    lines = [{"name": "a"}]
    assert not is_current(path, MANIFEST, lines)
    assert sender_files(MANIFEST) == {"s.onnx": "1", "s.bin": "2", "t.json": "5"}
    models = {"s.onnx": "1", "s.bin": "2", "t.json": "5"}
    path.write_text(json.dumps({"models": models, "map": {"messages": [{"game": "a", "vector": ""}]}}))
    assert is_current(path, MANIFEST, lines)
    assert not is_current(path, MANIFEST, [{"name": "b"}])
    other = {"files": [*MANIFEST["files"], {"path": "k.onnx", "role": "sender-compressed", "sha256": "6"}]}
    assert not is_current(path, other, lines)
    path.write_text(json.dumps({"models": models, "map": {"messages": [{"game": "a"}]}}))
    assert not is_current(path, MANIFEST, lines)
