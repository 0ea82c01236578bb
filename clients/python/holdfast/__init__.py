"""A small client of Holdfast. Standard library only; Python 3.8 or later."""

from .client import (Client, HoldfastError, NotSent, OutcomeUnknown, QueryFailed, Refused,
                     Subscription, Verdict, kind_of, new_id)
from .frames import ProtocolError

__all__ = ["Client", "HoldfastError", "NotSent", "OutcomeUnknown", "ProtocolError", "QueryFailed",
           "Refused", "Subscription", "Verdict", "kind_of", "new_id"]
