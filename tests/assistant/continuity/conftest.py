"""One annotator and one toolbox for all tests of continuity."""

from __future__ import annotations

import pytest

from assistant import resources
from assistant.continuity import Toolbox, toolbox
from assistant.language.pipeline import Annotator
from tests.assistant.continuity.readings import Reader


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator(resources.rules())


@pytest.fixture(scope="session")
def tools(annotator: Annotator) -> Toolbox:
    return toolbox(resources.rules(), annotator.lexicon)


@pytest.fixture(scope="session")
def read(annotator: Annotator) -> Reader:
    return Reader(annotator)
