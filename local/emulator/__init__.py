"""The AWS emulator: ministack, started and repaired by us so that it keeps AWS's promises."""
