from program.models.people import Speaker
from program.models.slots import Contribution, Material, Room, Slot, SlotSpeaker

__all__ = ["Contribution", "Material", "Room", "Slot", "SlotSpeaker", "Speaker"]
