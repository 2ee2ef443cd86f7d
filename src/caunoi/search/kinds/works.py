"""What experts have published or built: one document a work, so that a search meets the work.

A work stands in the index as long as one of its authors may be found. Other authors are a line of
text on it and are not searched: they have said yes to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.people.models import Person
from caunoi.search.documents import Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.disclosure import audiences_of
from caunoi.search.kinds.experts import visible_experts
from caunoi.sources.many import among
from caunoi.works.models import Authorship, Work

CODE = "work"


def visible_works(viewer: Viewer) -> QuerySet[Work]:
    return _written_by(visible_experts(viewer))


def _written_by(people: QuerySet[Person]) -> QuerySet[Work]:
    own = Authorship.objects.filter(work=OuterRef("pk"), expert__in=people.order_by().values("pk"))
    return Work.objects.filter(Exists(own))


def work_documents(ids: Collection[int]) -> Iterator[Document]:
    audiences = _audiences_by_work(ids)
    rows = Work.objects.filter(among("pk", audiences)).order_by()
    for pk, title, abstract, language, venue in rows.values_list(
        "pk", "title", "abstract", "language", "venue"
    ):
        texts = (Text(abstract, language),) if abstract else ()
        for audience in audiences[pk]:
            yield Document(CODE, pk, audience, (Text(title, language),), texts, (venue,))


def _audiences_by_work(ids: Collection[int]) -> Mapping[int, set[Audience]]:
    written = Authorship.objects.filter(among("work_id", ids)).order_by()
    authors = list(written.values_list("work_id", "expert_id"))
    of_people = audiences_of({person for _, person in authors})
    found: defaultdict[int, set[Audience]] = defaultdict(set)
    for work, person in authors:
        if person in of_people:
            found[work].update(of_people[person])
    return found


def work_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    """Under the author's profile; of several authors only those the viewer may find are named."""
    works = Work.objects.filter(among("pk", ids)).in_bulk()
    authors = defaultdict(list)
    written = Authorship.objects.filter(
        among("work_id", ids), expert__in=visible_experts(viewer).order_by().values("pk")
    )
    for one in written.select_related("expert__person").order_by("id"):
        authors[one.work_id].append(one.expert.person)
    return {pk: _row(work, authors[pk]) for pk, work in works.items() if authors[pk]}


def _row(work: Work, authors: Sequence[Person]) -> Row:
    named = ", ".join(author.display_name for author in authors)
    facts = (named, str(work.year) if work.year else "", work.venue)
    return Row(
        title=work.title,
        url=authors[0].get_absolute_url(),
        lines=tuple(filter(None, facts)),
        texts=(work.abstract,),
    )


KIND = SearchableKind(
    code=CODE,
    label=_("Works"),
    singular=_("Work"),
    icon="source",
    records=lambda: _written_by(Person.objects.matchable()),
    documents_of=work_documents,
    visible=visible_works,
    rows_of=work_rows,
    facets={"language": Facet("language")},
)
