"""Linear models: what they predict, and that only whole and safe files are read."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.inference.model import LinearModel, dump, load, load_models, normalised


def model(*, exclusive: bool = False) -> LinearModel:
    """Return a model of two labels over two words."""
    return LinearModel(
        "words",
        ("fault", "praise"),
        {"w:chậm": 0, "w:tốt": 1},
        np.array([[2.0, -1.0], [-1.0, 2.0]], dtype=np.float32),
        np.array([-0.5, -0.5], dtype=np.float32),
        (0.5, 0.5),
        exclusive,
        "0" * 64,
    )


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Write the files of a model into a folder."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_each_label_has_its_own_probability() -> None:
    found = model().probabilities([{"w:chậm": 1.0}, {"w:tốt": 1.0, "w:lạ": 5.0}, {}])
    assert found[0, 0] == pytest.approx(1 / (1 + np.exp(-1.5)), abs=1e-6)
    assert found[1, 1] == pytest.approx(found[0, 0])
    assert found[2, 0] == pytest.approx(1 / (1 + np.exp(0.5)), abs=1e-6)


def test_exclusive_labels_share_one_probability() -> None:
    assert model(exclusive=True).probabilities([{"w:chậm": 1.0}, {}]).sum(axis=1) == pytest.approx([1.0, 1.0])


def test_reasons_are_the_features_that_speak_for_a_label() -> None:
    assert model().reasons({"w:chậm": 1.0, "w:tốt": 1.0, "w:lạ": 9.0}, "fault") == ("w:chậm",)


def test_a_model_comes_back_from_its_files(tmp_path: Path) -> None:
    files = dump(model())
    assert files == dump(model())
    read = load(write(tmp_path / "words", files))
    row = [{"w:chậm": 1.0}]
    assert read.probabilities(row) == pytest.approx(model().probabilities(row), abs=1e-3)
    assert (read.labels, read.vocabulary, len(read.sha256)) == (model().labels, model().vocabulary, 64)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("weights.npz", b"no archive", "model.damaged"),
        ("model.json", b"{}", "model.damaged"),
        ("model.json", b'{"format": 99}', "model.version"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    folder = write(tmp_path / "words", dump(model()) | {name: data})
    with pytest.raises(ModelError) as raised:
        load(folder)
    assert raised.value.code == code


def test_weights_that_do_not_fit_the_words_are_refused(tmp_path: Path) -> None:
    files = dump(model())
    told = json.loads(files["model.json"])
    told["vocabulary"].append("w:thêm")
    folder = write(tmp_path / "words", files | {"model.json": json.dumps(told).encode()})
    with pytest.raises(ModelError):
        load(folder)


def test_arrays_of_objects_are_never_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, weights=np.array([{"a": 1}], dtype=object), intercept=np.zeros(2), thresholds=np.zeros(2))
    folder = write(tmp_path / "words", dump(model()) | {"weights.npz": path.read_bytes()})
    with pytest.raises(ModelError):
        load(folder)


def test_a_folder_without_the_needed_models_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "words", dump(model()))
    with pytest.raises(ModelError):
        load_models(tmp_path)


def test_a_feature_given_twice_keeps_its_larger_value() -> None:
    assert normalised([("a", 0.5), ("a", 1.0), ("a", 0.7), ("b", 0.0)]) == {"a": 1.0}
