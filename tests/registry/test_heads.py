"""Heads of genuine plans: the role of a column by its words, broken by hand or with Latin letters in them."""

import pytest

from pipeline.registry.head_words import head_role


@pytest.mark.parametrize(
    ("head", "role"),
    [
        *((head, "number") for head in ("№№", "№ р/с", "Р/с №", "N\nр/с", "Р/c N", "NN п/п", "Рет №")),
        *(
            (head, "measure")
            for head in ("Шаралар", "Шаралардың атауы", "Іс-шаралар", "Жоспарланған іс-шаралар")
        ),
        *((head, "completion_form") for head in ("Аяқталу түрі", "Аяқта лу түрі", "Орындалу түрі", "Нысаны")),
        *(
            (head, "executors")
            for head in ("Орындауға жауаптылар", "Атқаруға жауаптылар", "Орындауға жауап ты", "Орындаушылар")
        ),
        *(
            (head, "deadline")
            for head in (
                "Орындау мерзімі",
                "Атқару мерзiмi",
                "Іске асыру мерзімі",
                "Мерзімі",
                "Орындалу уақыты",
            )
        ),
        *(
            (head, "cost")
            for head in (
                "Болжанған шығыстар, мың тг.",
                "ұйғарылған шығындар",
                "Қаражат көлемі",
                "Қажетті қаржы, мың тенге",
            )
        ),
        *((head, "funding") for head in ("қаржыландыру көздері", "Қаржыландыру көзі", "Қаржы ландыру көзі")),
        *(
            (head, None)
            for head in (
                "Нысаналы мәндер",
                "Көрсеткіш",
                "Өлшем бірлігі",
                "2021",
                "",
                "Бюджеттік бағдарлама коды",
            )
        ),
    ],
)
def test_head(head, role):
    found = head_role(head)
    assert (found.role if found else None) == role
