"""The bundled sample archive (all of it invented) and the stand-in server that replays it."""
