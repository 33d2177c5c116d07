from accounts.models.brake import Brake
from accounts.models.delegation import Delegation
from accounts.models.message import Message
from accounts.models.scope import Scope, ScopeGroupPermission, ScopeUserPermission
from accounts.models.term import TermOfOffice
from accounts.models.unit import Unit
from accounts.models.user import User

__all__ = [
    "Brake",
    "Delegation",
    "Message",
    "Scope",
    "ScopeGroupPermission",
    "ScopeUserPermission",
    "TermOfOffice",
    "Unit",
    "User",
]
