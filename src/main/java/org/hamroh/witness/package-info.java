/// Reads what the PBX writes down by itself: channel events and the queue log. They go on while the
/// server is dead, so they, and not the manager interface (which loses events by design), say how a
/// call went after the menus and how it ended.
package org.hamroh.witness;
