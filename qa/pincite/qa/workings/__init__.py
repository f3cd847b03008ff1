"""Answers worked out from two amounts that are each asked for on their own."""

from pincite.qa.workings.frames import operands_of
from pincite.qa.workings.leading import led_by
from pincite.qa.workings.operands import Operands
from pincite.qa.workings.working import Found, work_out

__all__ = ["Found", "Operands", "led_by", "operands_of", "work_out"]
