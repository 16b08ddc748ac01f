package org.hamroh.handset;

import java.time.Duration;
import java.util.Optional;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.voice.Sentences;

/// One state of the hotline's scripts, ready to be played: what callers hear today, or a draft that
/// nobody has heard yet. Never changes while a telephone plays it.
public interface Stage {

  /// Finds the state of this name.
  @FunctionalInterface
  interface Stages {
    /// @param of `published` or `draft`
    /// @throws org.hamroh.yaml.ProblemsException when it has mistakes and cannot be played
    Stage of(String of);
  }

  ScriptBook book();

  /// What the sound says; empty for a tone and for spoken values.
  Optional<String> text(Sound sound);

  /// How long the sound is; empty when it has not been made.
  Optional<Duration> length(Sound sound);

  /// Where a browser with a session fetches it, `/api/v1/sounds/…`. Asked only for sounds that are
  /// there.
  String address(Sound sound);

  /// Speaks values in prompts.
  Sentences sentences();
}
