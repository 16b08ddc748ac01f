package org.hamroh.recording;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.VoiceBuilder;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.yaml.ProblemsException;

/// Makes the sounds of one prompt with the voices of this installation, then tells whoever leads
/// the calls. One at a time.
public final class VoicesOnAir implements OnAir {

  /// A prompt is made in some hundred milliseconds; a build of everything takes longer than anybody
  /// waits, and makes this one too.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Supplier<PromptBook> prompts;
  private final VoicePlaces places;
  private final Runnable changed;

  /// @param prompts the texts in force
  /// @param changed gives new calls the sounds that there are now
  public VoicesOnAir(Supplier<PromptBook> prompts, VoicePlaces places, Runnable changed) {
    this.prompts = prompts;
    this.places = places;
    this.changed = changed;
  }

  @Override
  public synchronized void refresh(String language, String prompt) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) { // until it is made, or the patience ends
      try {
        new VoiceBuilder(prompts.get(), places).pieces(language, prompt, VoiceProgress.silent());
        changed.run();
        return;
      } catch (ProblemsException e) {
        if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
          throw e; // somebody else builds for longer than that, or the voice does not work
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
