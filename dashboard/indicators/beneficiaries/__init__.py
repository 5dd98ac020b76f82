"""People helped and services given, by settlement: values, the message of the page, definitions."""

from dashboard.indicators.beneficiaries.definitions import INDICATORS
from dashboard.indicators.beneficiaries.message import message
from dashboard.indicators.beneficiaries.settlements import (
    PEOPLE_OF_MONTH,
    Beneficiaries,
    Settlement,
    beneficiaries,
    count_of,
    on_record,
    settlements_table,
)

__all__ = [
    "INDICATORS",
    "PEOPLE_OF_MONTH",
    "Beneficiaries",
    "Settlement",
    "beneficiaries",
    "count_of",
    "message",
    "on_record",
    "settlements_table",
]
