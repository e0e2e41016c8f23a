"""Each user has an emitter of their own, over one transport."""
