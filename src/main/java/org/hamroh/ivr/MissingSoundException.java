package org.hamroh.ivr;

/// A prompt could not be played: its sound is not there, or the PBX cannot read it.
public final class MissingSoundException extends RuntimeException {
  private final String sound;

  public MissingSoundException(String sound) {
    super("no sound " + sound, null, false, false);
    this.sound = sound;
  }

  /// `tg/main-menu`.
  public String sound() {
    return sound;
  }
}
