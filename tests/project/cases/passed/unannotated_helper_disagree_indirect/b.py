import helpers
callbacks = [helpers.send]
