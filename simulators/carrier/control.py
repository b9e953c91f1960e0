"""What a person does with a handset and a tester with the network, as the control API words it."""

from typing import Any

from simulators.carrier.calls import end
from simulators.carrier.exchange import Exchange, Impossible
from simulators.carrier.handset import PROFILE, Handset

Body = dict[str, Any]


class Control:
    """Each verb takes a handset's number and a JSON body, and returns at once."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.board = exchange.board
        self.verbs = {
            "dial": self.dial,
            "answer": self.answer,
            "reject": self.reject,
            "hang-up": self.hang_up,
            "press": self.press,
            "say": self.say,
            "text": self.text,
        }

    def add_handset(self, body: Body) -> Any:
        """Adding a number again changes its profile and keeps its call."""
        book, number = self.board.book, str(body.get("number", ""))
        if book.owned(number):
            raise Impossible(f"{number} is a number of the account, not a handset")
        old = book.handsets.get(number)
        wish = {name: value for name, value in body.items() if name in PROFILE}
        handset = Handset(**((old.profile() if old else {}) | wish))
        if old is not None:
            for name in PROFILE:
                setattr(old, name, getattr(handset, name))
        book.handsets[number] = old or handset
        book.save()
        self.board.ledger.write("profile", handset=number, profile=handset.profile())
        return self.view(number)

    def remove_handset(self, number: str) -> Any:
        if self.exchange.handset(number).leg is not None:
            raise Impossible(f"{number} is in a call")
        del self.board.book.handsets[number]
        self.board.book.save()
        self.board.ledger.write("removed", handset=number)
        return {}

    def view(self, number: str) -> Any:
        texts = [
            {"at": one["at"], "from": one.get("shows", ""), "to": one.get("to", ""), "body": one["body"]}
            for one in self.board.ledger.of_handset(number)
            if one["kind"] in {"texted", "sent"}
        ]
        return self.exchange.handset(number).view() | {"texts": texts}

    def views(self) -> Any:
        return [self.view(number) for number in self.board.book.handsets]

    def dial(self, number: str, body: Body) -> Any:
        return {"call": self.exchange.dial(number, str(body["to"])).sid}

    def answer(self, number: str, _: Body) -> Any:
        self.exchange.answer(number)

    def reject(self, number: str, _: Body) -> Any:
        self.exchange.reject(number)

    def hang_up(self, number: str, _: Body) -> Any:
        self.exchange.hang_up(number)

    def press(self, number: str, body: Body) -> Any:
        self.exchange.press(number, str(body["digits"]))

    def say(self, number: str, body: Body) -> Any:
        self.exchange.say(number, str(body["text"]))

    def text(self, number: str, body: Body) -> Any:
        return {"message": self.exchange.text(number, str(body["to"]), str(body["body"])).sid}

    def set_faults(self, body: Body) -> Any:
        self.board.faults.change(body)
        self.board.ledger.write("faults", faults=self.board.faults.view())
        return self.board.faults.view()

    def clear_faults(self) -> Any:
        self.board.faults.clear()
        self.board.ledger.write("faults", faults=self.board.faults.view())
        return self.board.faults.view()

    async def reset(self, body: Body) -> Any:
        """Ends every call and forgets; `keep` names what stays: numbers (the default), handsets."""
        for leg in list(self.board.legs.values()):
            end(self.board, leg, "completed")
        await self.board.background.stop()
        self.board.legs.clear()
        self.board.faults.clear()
        self.board.next_api_call = None
        book, keep = self.board.book, body.get("keep", ["numbers"])
        for name in {"numbers", "handsets", "messages", "opted_out"} - set(keep):
            getattr(book, name).clear()
        book.save()
        self.board.ledger.write("reset")
        return {}
