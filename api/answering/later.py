"""Files of an answer that are made when they are first asked for, and kept from then on."""

from api.answering.as_it_was import as_it_was
from api.answering.asking import workshop
from api.answering.kinds import KINDS
from api.answering.question import Question
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.answers import Content, add_file, read_file
from api.store.results import Result
from data.text import Text


def made_later(service: Service, result: Result, name: str) -> Content | None:
    """A file of a result that was not made with it; None where there is none by that name.

    It is made of the very layers that the result was made of.

    Raises:
        AbsentError: The program, or what it is told once, is another by now, so that the file
            would not say what the document says.
    """
    make = KINDS[result.kind].later.get(name)
    if make is None:
        return None
    question = Question.of(result.question)
    made = make(as_it_was(service, question), question, workshop(service))
    with service.store.reading() as connection:
        kept = read_file(connection, result.key, made.goes_with.name)
    if kept is None or kept.sha256 != made.goes_with.sha256:
        raise AbsentError(
            name,
            Text("文件未曾生成，而程序已升级", "was never made, and the program is another by now"),
            Text("重新预勘", "the same asked again"),
        )
    with service.store.writing() as connection:
        add_file(connection, result.key, made.file)
    return made.file
