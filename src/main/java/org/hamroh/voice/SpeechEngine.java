package org.hamroh.voice;

import java.time.Duration;
import org.hamroh.yaml.ProblemsException;

/// Somebody who can speak one language: espeak-ng on this machine, or a server that is asked.
/// Used by many threads at once.
interface SpeechEngine {

  /// @param patience how long it may take
  /// @throws ProblemsException when it does not speak in time, or cannot
  Pcm speak(Utterance wanted, Duration patience);

  /// Changes whenever it would sound different.
  String identity(Utterance wanted);
}
