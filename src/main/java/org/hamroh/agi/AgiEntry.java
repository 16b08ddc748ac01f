package org.hamroh.agi;

/// What is done with each call that Asterisk brings. Runs on the call's own thread and may
/// wait; whatever it throws ends this one conversation.
@FunctionalInterface
public interface AgiEntry {
  void serve(AgiCall call);
}
