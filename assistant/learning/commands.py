"""The corpus commands as functions over folders, the shipped ones by default; they return values, print nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path

from assistant import resources
from assistant.errors import UsageError
from assistant.learning import checking, evaluation, publishing, training
from assistant.learning.agreement import Agreement, compare
from assistant.learning.checking import Problem
from assistant.learning.corpus import AGREEMENT, GoldDocument, digest, load, split
from assistant.learning.datasheet import datasheet
from assistant.learning.evaluation import Analyses, Evaluation
from assistant.learning.publishing import Comparison
from assistant.learning.shares import Share, ShareCounter, shares_table
from assistant.learning.training import Training

_DOCUMENTS = "documents"
_EXEMPLARS = "exemplars"


def check(folder: Traversable | None = None) -> tuple[Problem, ...]:
    """Return the mistakes of a corpus; without a folder, of every shipped document."""
    if folder is not None:
        return checking.check(_documents(folder))
    corpora = resources.corpora()
    found = list(checking.check(_documents(corpora), split(corpora).dirty))
    exemplars = resources.corpora().joinpath(_EXEMPLARS)
    if exemplars.is_dir():
        found += checking.check(exemplars)
    return tuple(found)


def agreement(folder: Traversable | None = None) -> Agreement:
    """Return how far two annotators agree; a folder holds their sides, or a corpora folder holds it as `agreement`."""
    chosen = folder if folder is not None else resources.corpora()
    inside = chosen.joinpath(AGREEMENT)
    return compare(inside if inside.is_dir() else chosen, resources.rules())


def shares(folder: Traversable | None = None) -> tuple[Share, ...]:
    """Return the shares of constructions in a corpus beside the real ones; manners without any fault are left out."""
    documents = load(_documents(folder if folder is not None else resources.corpora()))
    telling = {document.manner for document in documents if document.gold.shortcomings}
    return ShareCounter(resources.rules()).count(document for document in documents if document.manner in telling)


def datasheet_tables(folder: Traversable | None, told: Callable[[str], str]) -> dict[str, str]:
    """Return the Markdown tables of a datasheet by name: counts, shares, and agreement where two annotations stand.

    `told` gives the words for the name of a share.
    """
    corpora = folder if folder is not None else resources.corpora()
    tables = {
        "counts": datasheet(load(_documents(corpora)), split(corpora).held_out),
        "shares": shares_table(shares(corpora), told),
    }
    if corpora.joinpath(AGREEMENT).is_dir():
        tables["agreement"] = agreement(corpora).table()
    return tables


def train(
    folder: Traversable | None = None,
    out: Path | None = None,
    *,
    seed: int = 0,
    held_out: tuple[str, ...] | None = None,
) -> Training:
    """Train on a corpora folder and write the model files; the defaults remake the shipped models in their place.

    `held_out` are manners to leave out; None takes those of the folder's `split.yml`.
    """
    corpora = folder if folder is not None else resources.corpora()
    left_out = split(corpora).held_out if held_out is None else held_out
    target = out if out is not None else Path(str(resources.models()))
    return training.train(load(_documents(corpora)), resources.rules(), target, seed=seed, held_out=left_out)


def evaluate(
    folder: Traversable | None = None,
    *,
    rules: str | None = None,
    models: str | None = None,
    retrain: bool | None = None,
    seed: int = 0,
) -> Evaluation:
    """Return the figures of a corpus.

    With `retrain`, models are trained anew without each manner in turn (the default for the shipped corpora, minutes of
    work), and the held-out manners and the exemplars are told beside; else the given or shipped models read the folder.
    """
    corpora = folder if folder is not None else resources.corpora()
    documents = load(_documents(corpora))

    def factory(trained: Path | None) -> Analyses:
        from assistant.analysis import load as load_analyser

        chosen = trained if trained is not None else models
        analyser: Analyses = load_analyser(rules=rules, models=chosen, allow_secret=True)
        return analyser

    if folder is None if retrain is None else retrain:
        exemplars: tuple[GoldDocument, ...] = ()
        if corpora.joinpath(_EXEMPLARS).is_dir():
            exemplars = load(corpora.joinpath(_EXEMPLARS))
        return evaluation.cross_evaluate(
            documents,
            factory,
            resources.rules(),
            held_out=split(corpora).held_out,
            beside={_EXEMPLARS: exemplars},
            seed=seed,
        )
    return evaluation.evaluate(documents, factory, resources.rules(), seed=seed)


def compared(found: Evaluation, folder: Traversable | None = None) -> Comparison | None:
    """Return a run beside the one published in the same corpora folder; None where none is."""
    corpora = folder if folder is not None else resources.corpora()
    if not corpora.joinpath(publishing.FILE).is_file() or not corpora.joinpath(_DOCUMENTS).is_dir():
        return None
    return publishing.compare(found, digest(load(_documents(corpora))), corpora)


def publish(found: Evaluation, folder: Traversable | None = None) -> Path:
    """Keep a run in its corpora folder as the published one, and return the file; raises UsageError elsewhere."""
    corpora = Path(str(folder if folder is not None else resources.corpora()))
    if not (corpora / _DOCUMENTS).is_dir():
        # Among the documents themselves the file would be taken for one of them.
        raise UsageError("corpus.unpublishable", path=corpora.name)
    return publishing.write(found, digest(load(_documents(corpora))), corpora)


def _documents(folder: Traversable) -> Traversable:
    """Return the documents of a corpora folder; any other folder is a corpus itself."""
    inside = folder.joinpath(_DOCUMENTS)
    return inside if inside.is_dir() else folder
