"""People helped and services given, by settlement: values, the message of the page, definitions."""

from dashboard.indicators.beneficiaries.definitions import INDICATORS
from dashboard.indicators.beneficiaries.message import message
from dashboard.indicators.beneficiaries.settlements import (
    ITSELF,
    NEW_PEOPLE,
    Beneficiaries,
    Settlement,
    all_together,
    beneficiaries,
    count_of,
    on_record,
    settlements_table,
)

__all__ = [
    "INDICATORS",
    "ITSELF",
    "NEW_PEOPLE",
    "Beneficiaries",
    "Settlement",
    "all_together",
    "beneficiaries",
    "count_of",
    "message",
    "on_record",
    "settlements_table",
]
