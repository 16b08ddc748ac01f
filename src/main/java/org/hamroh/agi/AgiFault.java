package org.hamroh.agi;

import org.jspecify.annotations.Nullable;

/// What Asterisk sent, or was about to be sent, cannot be trusted: a reply that nobody asked for, a
/// line without end, silence past every deadline, a command that is too long. The session ends and
/// the dialplan, which finds no done-marker, takes the caller to its own prompts and a person.
public final class AgiFault extends RuntimeException {
  public AgiFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
