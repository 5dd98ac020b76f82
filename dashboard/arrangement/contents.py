"""The pages in the order of the navigation."""

from __future__ import annotations

from dashboard.arrangement import beneficiaries, funnel, mentors, methodology, overview, stages
from dashboard.arrangement.view import Subject

SUBJECTS: tuple[Subject, ...] = (
    overview.SUBJECT,
    funnel.SUBJECT,
    stages.SUBJECT,
    mentors.SUBJECT,
    beneficiaries.SUBJECT,
    methodology.SUBJECT,
)
BY_KEY = {subject.key: subject for subject in SUBJECTS}
