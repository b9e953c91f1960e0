"""What the province tunes, from ``matter.toml``."""

from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from chalicelib.definition import definition_of


class Limits(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    owner_vehicles: int
    session_minutes: int
    quarantine_minutes: int
    owner_sessions: int
    passer_by_sessions: int
    ring_seconds: int
    accept_seconds: int
    talk_seconds: int
    attempts_minutes: int
    attempts_per_code: int
    attempts_per_device: int
    attempts_per_address: int
    asks_per_phone_a_day: int
    asks_per_owner_a_day: int
    reports_per_device_a_day: int
    reports_per_address_a_day: int
    pin_digits: int
    pins_per_caller: int
    pins_per_number: int
    messages_per_vehicle: int
    codes_per_case: int
    codes_per_phone_a_day: int
    tries_per_code: int
    texts_per_session: int
    text_characters: int
    refusals_per_phone: int
    voice_token_seconds: int
    ring_pause_seconds: int
    insist_minutes: int
    contacts: int
    contact_answer_hours: int
    asked_a_day: int
    urge_seconds: int
    advise_seconds: int
    co_owners: int
    joins_per_person_a_day: int
    share_hours: int
    transfer_hours: int
    batch_stickers: int
    batch_stickers_a_day: int
    batch_print_days: int
    blank_days: int
    activations_per_sticker_a_day: int
    activations_per_person_a_day: int
    place_minutes: int
    photo_megabytes: int
    photo_hours: int
    photos_per_case: int
    stale_minutes: int
    case_days: int

    @property
    def session(self) -> timedelta:
        return timedelta(minutes=self.session_minutes)

    @property
    def quarantine(self) -> timedelta:
        return timedelta(minutes=self.quarantine_minutes)

    @property
    def ring_pause(self) -> timedelta:
        return timedelta(seconds=self.ring_pause_seconds)

    @property
    def longest_call(self) -> timedelta:
        """From the first ring to the end of the talk."""
        return timedelta(seconds=self.ring_seconds + self.accept_seconds + self.talk_seconds)


LIMITS = Limits.model_validate(definition_of(Path(__file__).parents[1]).limits)
