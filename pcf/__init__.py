"""The carbon footprint of a server, from its bill of materials."""
