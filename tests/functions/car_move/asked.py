"""What the table is asked while a test looks."""

from chalicelib.store.row import connection


class Requests:
    """Counts what the table is asked."""

    EVENT = "provide-client-params.dynamodb"

    def __enter__(self):
        self.names, self._events = [], connection().client.meta.events
        self._events.register(self.EVENT, self._note)
        return self

    def _note(self, model, **about):
        self.names.append(model.name)

    def __exit__(self, *_):
        self._events.unregister(self.EVENT, self._note)
