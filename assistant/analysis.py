"""The one verb: from files to a report."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Literal

from assistant import continuity, resources, rulebook
from assistant.documents import Limits, read
from assistant.errors import DocumentError, KiemdiemError, UnreadableError, UsageError
from assistant.extraction import Extraction, Extractor, RosterEntry
from assistant.inference import LinearModel, load_models
from assistant.language import MOST_SEGMENTS, Annotator, Recogniser
from assistant.messages import Catalogue
from assistant.report.model import (
    DocumentInfo,
    Generator,
    Prior,
    PriorCommitment,
    PriorDefect,
    Prompts,
    Report,
    RulesUsed,
    Unchecked,
)
from assistant.rulebook.substance import substance

Source = str | PathLike[str] | bytes
Language = Literal["vi", "en"]

_SUPERIOR_KINDS = {"review-prompts", "superior-remarks", "inspection-conclusion"}
_ROSTER_COLUMNS = ("name", "post", "organisation", "aliases")
_CHUNK = 16
"""Documents a worker takes at a time: enough to pay for loading the models, few enough to share the work evenly."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an analyser was loaded with; plain values, so that a worker process can load its own."""

    rules: str | None = None
    pack: str | None = None
    models: str | None = None
    language: Language = "vi"
    allow_secret: bool = False
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be analysed, in a stream of reports."""

    source: str
    error: KiemdiemError


def load(
    *,
    rules: str | PathLike[str] | None = None,
    pack: str | None = None,
    models: str | PathLike[str] | None = None,
    language: Language = "vi",
    allow_secret: bool = False,
    limits: Limits | None = None,
) -> Analyser:
    """Return an analyser: lexicon, models and rules read once. `rules` is a board's own folder over the shipped ones.

    Raises DataError for a mistake in a rule file, ModelError for a missing or damaged model, UsageError.
    """
    return Analyser(
        Settings(
            rules=str(rules) if rules is not None else None,
            pack=pack,
            models=str(models) if models is not None else None,
            language=language,
            allow_secret=allow_secret,
            limits=limits,
        )
    )


class Analyser:
    """Analyses documents; holds nothing of them and may be used from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rulebook = rulebook.load(settings.rules, settings.pack)
        self._catalogue = Catalogue(settings.language)
        folder = Path(settings.models) if settings.models is not None else resources.models()
        self._models: dict[str, LinearModel] = load_models(folder)
        annotator = Annotator(resources.rules())
        self._recogniser = Recogniser(annotator.lexicon)
        self._extractor = Extractor(annotator, self._models)
        self._tools = continuity.toolbox(resources.rules(), annotator.lexicon, self._models)

    def analyse(
        self,
        source: Source,
        *,
        prior: Source | Sequence[Source] | None = None,
        prompts: Source | Sequence[Source] | None = None,
        roster: str | PathLike[str] | None = None,
        scores: bool = False,
        name: str | None = None,
    ) -> Report:
        """Return the report of a document (path or bytes), beside last year's documents and the superior's.

        `roster` is a CSV file with the columns name, post, organisation, aliases (divided by `;`). Raises DocumentError
        for any of the inputs that cannot be read.
        """
        known = _roster(roster) if roster is not None else ()
        this = self._extract(source, known, name)
        priors = [self._extract(each, known) for each in _listed(prior)]
        superiors = [self._extract(each, known) for each in _listed(prompts)]
        info = self._info(this)
        reading = _reading(this, info)
        prior_part, copied = self._prior(reading, priors)
        unchecked = [*self._unread(this), *(u for each in (*priors, *superiors) for u in self._unread(each))]
        report = Report(
            generator=self._generator("", ""),
            document=info,
            sections=this.sections,
            parties=this.parties,
            shortcomings=this.shortcomings,
            causes=this.causes,
            commitments=this.commitments,
            remediations=this.remediations,
            opinions=this.opinions,
            ratings=this.ratings,
            prior=prior_part,
            prompts=self._prompts(reading, superiors),
            unchecked=tuple(unchecked),
        )
        return self._judged(report, this, copied, scores=scores)

    def pipe(self, sources: Iterable[str | PathLike[str]], *, jobs: int = 1) -> Iterator[Report | Failed]:
        """Yield a report (or Failed) for each file in order; memory stays bounded however many there are."""
        if jobs < 1:
            raise UsageError("analysis.jobs", jobs=jobs)
        if jobs == 1:
            for source in sources:
                yield self._one(source)
            return
        from joblib import Parallel, delayed

        paths = iter(sources)
        chunks = iter(lambda: [str(path) for path in islice(paths, _CHUNK)], [])
        work = Parallel(n_jobs=jobs, return_as="generator", pre_dispatch=2 * jobs)
        for results in work(delayed(_work)(self._settings, chunk) for chunk in chunks):
            yield from results

    def _one(self, source: str | PathLike[str]) -> Report | Failed:
        try:
            return self.analyse(source)
        except DocumentError as error:
            return Failed(str(source), error)

    # --- the steps -------------------------------------------------------------------------

    def _extract(self, source: Source, roster: Iterable[RosterEntry], name: str | None = None) -> Extraction:
        """Read and extract; an error is told with the file it is about."""
        try:
            document = read(source, name=name, limits=self._settings.limits, allow_secret=self._settings.allow_secret)
            if self._recogniser.script(document.text) == "other":
                raise UnreadableError("document.not-vietnamese", source=document.source)
        except DocumentError as error:
            error.parameters.setdefault(
                "source",
                name or (source.name if isinstance(source, Path) else source if isinstance(source, str) else ""),
            )
            raise
        return self._extractor.extract(document, roster)

    def _info(self, extraction: Extraction) -> DocumentInfo:
        document, head = extraction.document, extraction.head
        return DocumentInfo(
            source=document.source,
            sha256=document.sha256,
            text_sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            media_type=document.media_type,
            kind=head.kind,
            organisation=head.organisation,
            author=extraction.author,
            year=head.year,
            period=head.period,
            date=head.date.isoformat() if head.date is not None else None,
            secrecy=document.secrecy,
            text=document.text,
        )

    def _prior(
        self, this: continuity.Reading, priors: Sequence[Extraction]
    ) -> tuple[Prior | None, tuple[continuity.CopiedPassage, ...]]:
        if not priors:
            return None, ()
        infos = [self._info(each) for each in priors]
        defects: list[PriorDefect] = []
        commitments: list[PriorCommitment] = []
        copied: tuple[continuity.CopiedPassage, ...] = ()
        for number, (extraction, info) in enumerate(zip(priors, infos, strict=True)):
            name = f"prior:{number}" if number else "prior"
            reading = _reading(extraction, info)
            defects += continuity.prior_defects(this, reading, self._tools, name)
            commitments += continuity.prior_commitments(this, reading, self._tools, name)
            if number == 0:
                copied = continuity.copied(this, reading, self._tools)
        return (
            Prior(
                document=infos[0],
                further=tuple(infos[1:]),
                defects=tuple(d.model_copy(update={"id": f"d{n}"}) for n, d in enumerate(defects, 1)),
                commitments=tuple(c.model_copy(update={"id": f"e{n}"}) for n, c in enumerate(commitments, 1)),
            ),
            copied,
        )

    def _prompts(self, this: continuity.Reading, superiors: Sequence[Extraction]) -> tuple[Prompts, ...]:
        out: list[Prompts] = []
        count = 0
        for number, extraction in enumerate(superiors):
            info = self._info(extraction)
            if info.kind not in _SUPERIOR_KINDS:
                info = info.model_copy(update={"kind": "review-prompts"})
            points = continuity.points(this, _reading(extraction, info), self._tools, number)
            out.append(
                Prompts(
                    document=info,
                    points=tuple(p.model_copy(update={"id": f"q{count + n}"}) for n, p in enumerate(points, 1)),
                )
            )
            count += len(points)
        return tuple(out)

    def _judged(
        self, report: Report, this: Extraction, copied: tuple[continuity.CopiedPassage, ...], *, scores: bool
    ) -> Report:
        """Return the report with regulation, findings, questions and, where asked for, scores."""
        pack = self._rulebook.pack_for(report)
        report = report.model_copy(
            update={
                "document": report.document.model_copy(update={"regulation": pack.name}),
                "generator": self._generator(pack.name, pack.file.version, self._rulebook.used(report).local),
            }
        )
        attendance = None
        if this.attendance is not None:
            start, end = this.annotated.view.to_raw(this.attendance.start, this.attendance.end)
            attendance = rulebook.Attendance(this.attendance.present, this.attendance.total, start, end)
        earlier = report.prior is not None or any(section.role == "remediation" for section in report.sections)
        case = rulebook.Case(report=report, copied=copied, attendance=attendance, earlier_known=earlier)
        findings = rulebook.apply(self._rulebook, case, self._settings.language)
        questions = rulebook.questions(findings, report, self._rulebook, self._settings.language)
        report = report.model_copy(update={"findings": findings, "questions": questions})
        return report.model_copy(update={"scores": substance(report)}) if scores else report

    def _generator(self, pack: str, version_: str, local: tuple[str, ...] = ()) -> Generator:
        return Generator(
            version=version("kiemdiem"),
            rules=RulesUsed(pack=pack, version=version_, local=local),
            models={name: model.sha256 for name, model in sorted(self._models.items())},
        )

    def _unread(self, extraction: Extraction) -> Iterator[Unchecked]:
        """Yield what was not read, in words of the report's language."""
        for part in extraction.document.unread:
            told = {"source": extraction.document.source, **dict(part.parameters)}
            yield Unchecked(what=self._catalogue.text(part.what, **told), why=self._catalogue.text(part.why, **told))
        if extraction.annotated.cut is not None:
            told = {"source": extraction.document.source, "count": MOST_SEGMENTS}
            yield Unchecked(
                what=self._catalogue.text("analysis.rest", **told),
                why=self._catalogue.text("analysis.too-long", **told),
            )
        if self._recogniser.script(extraction.document.text) == "unaccented":
            source = extraction.document.source
            yield Unchecked(what=source, why=self._catalogue.text("analysis.unaccented", source=source))


def _reading(extraction: Extraction, info: DocumentInfo) -> continuity.Reading:
    return continuity.Reading(
        document=info,
        annotated=extraction.annotated,
        parties=extraction.parties,
        shortcomings=extraction.shortcomings,
        causes=extraction.causes,
        commitments=extraction.commitments,
        remediations=extraction.remediations,
        opinions=extraction.opinions,
    )


def _listed(sources: Source | Sequence[Source] | None) -> Sequence[Source]:
    if sources is None:
        return ()
    if isinstance(sources, (str, bytes, PathLike)):
        return (sources,)
    return sources


def _roster(path: str | PathLike[str]) -> tuple[RosterEntry, ...]:
    """Read the roster; raises UnreadableError for a missing file and UsageError for a missing name column."""
    text = read(path).text.lstrip("\ufeff")
    rows = csv.DictReader(io.StringIO(text))
    if "name" not in (rows.fieldnames or ()):
        raise UsageError("analysis.roster", path=str(path), columns=", ".join(_ROSTER_COLUMNS))
    return tuple(
        RosterEntry(
            name=row["name"],
            post=row.get("post") or "",
            organisation=row.get("organisation") or "",
            aliases=tuple(alias.strip() for alias in (row.get("aliases") or "").split(";") if alias.strip()),
        )
        for row in rows
        if row.get("name")
    )


def _work(settings: Settings, paths: list[str]) -> list[Report | Failed]:
    """Analyse a chunk of files in a worker process."""
    analyser = Analyser(settings)
    return [analyser._one(path) for path in paths]
