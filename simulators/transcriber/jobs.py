"""Jobs, what is said in which recording, and what goes wrong on demand."""

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

State = Literal["IN_PROGRESS", "COMPLETED", "FAILED"]
# Pairs that sound alike, as a transcriber that does not know the field hears them.
ALIKE = str.maketrans(
    {
        "证": "正",
        "户": "互",
        "籍": "级",
        "医": "一",
        "保": "宝",
        "登": "灯",
        "记": "计",
        "丢": "去",
        "护": "户",
    }
)


class Habits(BaseModel):
    """``slow``: questions before a job is done; ``fails``; ``empty``: nothing understood; ``homophones``; ``refuses`` new jobs."""

    model_config = ConfigDict(extra="forbid")
    slow: int = 1
    fails: bool = False
    empty: bool = False
    homophones: bool = False
    refuses: bool = False


@dataclass
class Job:
    """``asked``: how often somebody has asked how it is going."""

    name: str
    language: str
    media: str
    bucket: str
    key: str
    state: State = "IN_PROGRESS"
    asked: int = 0

    def shown(self) -> dict[str, Any]:
        about = {"TranscriptionJobName": self.name, "TranscriptionJobStatus": self.state}
        return about | {"LanguageCode": self.language, "Media": {"MediaFileUri": self.media}}


@dataclass
class Memory:
    """``said``: what is said in a recording, by the SHA-256 of its bytes; ``otherwise`` in any other."""

    said: dict[str, str] = field(default_factory=dict)
    otherwise: str = ""
    habits: Habits = field(default_factory=Habits)
    jobs: dict[str, Job] = field(default_factory=dict)

    def learn(self, sound: bytes, text: str) -> None:
        self.said[hashlib.sha256(sound).hexdigest()] = text

    def hears(self, sound: bytes) -> str:
        text = self.said.get(hashlib.sha256(sound).hexdigest(), self.otherwise)
        if self.habits.empty:
            return ""
        return text.translate(ALIKE) if self.habits.homophones else text

    def look(self, job: Job) -> bool:
        """Whether the job ends with this question."""
        job.asked += 1
        return job.state == "IN_PROGRESS" and job.asked >= self.habits.slow
