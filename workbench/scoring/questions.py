"""The question bank: questions for the attributes of scorecards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.kernel.ids import is_id
from workbench.kernel.queries import Page, QuerySet
from workbench.scoring.commands import find_template
from workbench.scoring.forbidden import forbidden
from workbench.scoring.models import Attribute, Question, QuestionKind
from workbench.scoring.queries import template as template_row
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()
questions = Question.__table__

KIND_NAMES = {
    QuestionKind.BEHAVIOUR: N_("Past behaviour"),
    QuestionKind.SITUATION: N_("Situation"),
    QuestionKind.PROBE: N_("Digging deeper"),
    QuestionKind.FOLLOW_UP: N_("Follow-up"),
}


@dataclass(frozen=True)
class QuestionRow:
    """One question of the bank; `texts` is {language: question}."""

    id: str
    attribute_id: str
    texts: Mapping[str, str]
    kind: str
    position: int
    key: str


@dataclass(frozen=True)
class ObjectionRow:
    """Why a question is better not asked.

    Attributes: `topic`, a key of `forbidden.TOPICS`; `words`, what in the question touches it;
    `name`, `why` and `instead`, texts to be translated.
    """

    topic: str
    words: str
    name: str
    why: str
    instead: str


@queries.offers("question.list", N_("List the questions for a scorecard"))
def list_questions(
    connection: Connection, template: str, *, attribute: str = ""
) -> Page[QuestionRow]:
    """Return the questions of a scorecard, or of one attribute of it, in order. Raises NotFound."""
    asked = template_row(connection, template).attributes
    if attribute:
        asked = tuple(
            each for each in asked if attribute in (each.id, each.key, *each.names.values())
        )
        if not asked:
            raise NotFound(N_("There is no attribute {name} on this scorecard."), name=attribute)
    found = questions_of(connection, [each.id for each in asked])
    rows = tuple(row for each in asked for row in found[each.id])
    return Page(rows, len(rows))


def questions_of(
    connection: Connection, attribute_ids: Collection[str]
) -> dict[str, tuple[QuestionRow, ...]]:
    """Return the questions of attributes in order."""
    query = (
        select(questions)
        .where(questions.c.attribute_id.in_(attribute_ids), questions.c.archived.is_(False))
        .order_by(questions.c.position, questions.c.id)
    )
    found: dict[str, list[QuestionRow]] = {each: [] for each in attribute_ids}
    for row in connection.execute(query):
        made = QuestionRow(row.id, row.attribute_id, row.texts, row.kind, row.position, row.key)
        found[row.attribute_id].append(made)
    return {key: tuple(rows) for key, rows in found.items()}


@queries.offers("question.check", N_("Check whether a question may be asked"))
def check_question(connection: Connection, question_text: str) -> Page[ObjectionRow]:
    """Return what speaks against asking it, nothing where nothing does."""
    rows = objections(question_text)
    return Page(rows, len(rows))


def objections(text: str) -> tuple[ObjectionRow, ...]:
    """Return what speaks against a question."""
    return tuple(
        ObjectionRow(
            each.topic.key, each.words, each.topic.name, each.topic.why, each.topic.instead
        )
        for each in forbidden(text)
    )


def warning(row: ObjectionRow) -> Message:
    """Return an objection as a sentence."""
    values = {
        "topic": Message(row.name),
        "words": row.words,
        "why": Message(row.why),
        "instead": Message(row.instead),
    }
    return Message(N_("“{words}”: {topic}. {why} Better: {instead}"), values)


def _warned(
    connection: Connection, cmd: AddQuestion | ChangeQuestion, made: object
) -> list[Message]:
    texts = (cmd.zh or "", cmd.en or "")
    return [warning(row) for text in texts for row in objections(text)]


@dataclass(frozen=True)
class AddQuestion:
    """Add a question to the bank, in Chinese, English or both."""

    attribute: str = arg(
        N_("attribute it is about: its id, or scorecard.attribute, such as manager.people"),
        positional=True,
    )
    zh: str = arg(N_("the question in Chinese"), default="", long=True)
    en: str = arg(N_("the question in English"), default="", long=True)
    kind: QuestionKind = arg(N_("what it is for"), default=QuestionKind.BEHAVIOUR)


@commands.handles(
    AddQuestion,
    "question.add",
    N_("Add a question to the bank"),
    done=N_("Question added"),
    palette=False,
    warns=_warned,
)
def add_question(cmd: AddQuestion, uow: UnitOfWork) -> str:
    """Put the question last; return its id. Raises NotFound, RuleBroken where it says nothing."""
    about = _attribute(uow, cmd.attribute)
    texts = _texts({"zh": cmd.zh, "en": cmd.en})
    last = max((each.position for each in _live(uow, about.id)), default=-1)
    made = Question(attribute_id=about.id, texts=texts, kind=cmd.kind.value, position=last + 1)
    return uow.add(made).id


@dataclass(frozen=True)
class ChangeQuestion:
    """Change what is given of a question; a text that is given empty is taken away."""

    question: str = arg(N_("id of the question"), positional=True)
    zh: str | None = arg(N_("the question in Chinese"), default=None, long=True)
    en: str | None = arg(N_("the question in English"), default=None, long=True)
    kind: QuestionKind | None = arg(N_("what it is for"), default=None)


@commands.handles(
    ChangeQuestion,
    "question.change",
    N_("Change a question of the bank"),
    done=N_("Question changed"),
    palette=False,
    warns=_warned,
)
def change_question(cmd: ChangeQuestion, uow: UnitOfWork) -> None:
    """Write what is given. Raises NotFound, RuleBroken where nothing would be left of it."""
    question = uow.get(Question, cmd.question)
    given = {key: text for key, text in (("zh", cmd.zh), ("en", cmd.en)) if text is not None}
    texts = _texts({**question.texts, **given})
    if texts != question.texts:
        question.texts = texts
    if cmd.kind is not None:
        question.kind = cmd.kind.value


@dataclass(frozen=True)
class ArchiveQuestion:
    """Take a question out of the bank; undo brings it back."""

    question: str = arg(N_("id of the question"), positional=True)


@commands.handles(
    ArchiveQuestion,
    "question.archive",
    N_("Archive a question of the bank"),
    done=N_("Question archived"),
    palette=False,
)
def archive_question(cmd: ArchiveQuestion, uow: UnitOfWork) -> None:
    """Set its archived flag. Raises NotFound."""
    uow.get(Question, cmd.question).archived = True


@dataclass(frozen=True)
class OrderQuestions:
    """Put the questions of an attribute into another order."""

    attribute: str = arg(
        N_("attribute it is about: its id, or scorecard.attribute, such as manager.people"),
        positional=True,
    )
    questions: tuple[str, ...] = arg(N_("ids of all its questions, in order"))


@commands.handles(
    OrderQuestions,
    "question.order",
    N_("Reorder the questions of an attribute"),
    done=N_("Questions reordered"),
    palette=False,
)
def order_questions(cmd: OrderQuestions, uow: UnitOfWork) -> None:
    """Write the places. Raises NotFound, RuleBroken where one is missing or named twice."""
    there = {each.id: each for each in _live(uow, _attribute(uow, cmd.attribute).id)}
    if sorted(cmd.questions) != sorted(there):
        raise RuleBroken("questions", N_("Name every question of the attribute once, in order."))
    for position, each in enumerate(cmd.questions):
        if there[each].position != position:
            there[each].position = position


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    kept = {key: " ".join(text.split()) for key, text in given.items() if text.strip()}
    if not kept:
        raise RuleBroken("zh", N_("Write the question in Chinese or in English."))
    return kept


def _live(uow: UnitOfWork, attribute_id: str) -> Sequence[Question]:
    query = select(Question).where(
        Question.attribute_id == attribute_id, Question.archived.is_(False)
    )
    return uow.find(query.order_by(Question.position, Question.id))


def _attribute(uow: UnitOfWork, wanted: str) -> Attribute:
    if is_id(wanted):
        return uow.get(Attribute, wanted)
    card, _, name = wanted.rpartition(".")
    if card:
        query = select(Attribute).where(
            Attribute.template_id == find_template(uow, card).id, Attribute.archived.is_(False)
        )
        for each in uow.find(query):
            if name in (each.key, *each.names.values()):
                return each
    raise NotFound(N_("There is no attribute {name}; name it as scorecard.attribute."), name=wanted)


def text_of(texts: Mapping[str, str], language: str) -> str:
    """Return a question in a language, or in another where it lacks that one."""
    return texts.get(language) or next(iter(texts.values()), "")
