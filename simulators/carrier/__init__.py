"""A telephone carrier that answers like Twilio and writes down what every handset displayed and heard."""
