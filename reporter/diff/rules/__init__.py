"""The rules, in the order in which their findings are listed. Adding one is one module here and one name below."""

from reporter.diff.rules import (
    altered_quote,
    changed_status,
    denied_claim,
    different_date,
    different_name,
    different_place,
    different_quantity,
    disputed,
    edited_copy,
    only_here,
    opposite_status,
    other_value,
    same_date,
    same_name,
    same_quantity,
    same_quote,
    same_status,
    same_voice,
)
from reporter.diff.rules.base import Rule

RULES: tuple[Rule, ...] = (
    different_quantity.RULE,
    different_date.RULE,
    different_name.RULE,
    different_place.RULE,
    opposite_status.RULE,
    changed_status.RULE,
    altered_quote.RULE,
    edited_copy.RULE,
    denied_claim.RULE,
    other_value.RULE,
    disputed.RULE,
    same_quantity.RULE,
    same_date.RULE,
    same_quote.RULE,
    same_status.RULE,
    same_voice.RULE,
    same_name.RULE,
    only_here.RULE,
)
