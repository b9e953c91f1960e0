"""Amazon Transcribe's batch jobs, simulated: it knows by heart what is said in which recording, and can misbehave."""
