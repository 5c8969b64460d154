from program.models.confirmations import Confirmation, ConfirmationChange
from program.models.materials import Material
from program.models.participants import Participant
from program.models.people import Speaker
from program.models.pictures import Pictured
from program.models.shifts import Shift
from program.models.site import Feature, Logo, News, Section
from program.models.slots import Contribution, Room, Slot, SlotSpeaker

__all__ = [
    "Confirmation",
    "ConfirmationChange",
    "Contribution",
    "Feature",
    "Logo",
    "Material",
    "News",
    "Participant",
    "Pictured",
    "Room",
    "Section",
    "Shift",
    "Slot",
    "SlotSpeaker",
    "Speaker",
]
