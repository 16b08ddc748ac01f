package org.hamroh.sip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Follows the sound of one call and says when a prompt has begun. A prompt is recognised when a
/// few frames in a row stand in it one after another; while it goes on, nothing is said again.
/// Prompts that begin alike are told apart as soon as they differ. Thread-safe.
final class Listening {

  static final long FRAME_NANOS = 20_000_000;

  /// One frame may stand in two prompts by chance; three in a row (60 ms) do not.
  private static final int ENOUGH = 3;

  /// Half a second: prompts that are still alike then are reported under all their names.
  private static final int ALIKE = 25;

  /// A prompt met more than two seconds from its beginning was joined there, not begun earlier.
  private static final long LATE_FRAMES = 100;

  /// A prompt that is being played: the frame of the call in which its first frame would stand.
  private record Playing(int prompt, long begin) {}

  private final PromptEar ear;
  private final BiConsumer<SortedSet<String>, Long> onPrompt;
  private long frame;
  private @org.jspecify.annotations.Nullable Playing current;
  private List<Playing> candidates = List.of();
  private int run;
  private long runFrame;
  private long runNanos;
  private long soundNanos = Long.MIN_VALUE;
  private long firstSoundNanos = Long.MIN_VALUE;

  /// @param onPrompt takes the names of a prompt, and when it began by [System#nanoTime]
  Listening(PromptEar ear, BiConsumer<SortedSet<String>, Long> onPrompt) {
    this.ear = ear;
    this.onPrompt = onPrompt;
  }

  /// Takes the next frame of the call.
  synchronized void hear(byte[] sound, long nanos) {
    long number = frame++;
    long[] places = ear.placesOf(sound);
    if (places.length == 0) {
      if (!ear.isSilent(sound)) {
        sound(nanos);
        settle();
      }
      return;
    }
    sound(nanos);
    List<Playing> here = new ArrayList<>(places.length);
    for (long place : places) {
      Playing playing = new Playing((int) (place >>> 32), number - (int) place);
      if (playing.equals(current)) {
        return;
      }
      here.add(playing);
    }
    List<Playing> both = candidates.stream().filter(here::contains).toList();
    if (both.isEmpty()) {
      settle();
      both = here;
      run = 0;
      runFrame = number;
      runNanos = nanos;
    }
    candidates = both;
    run++;
    boolean single = both.stream().mapToInt(Playing::prompt).distinct().count() == 1;
    if ((run >= ENOUGH && single) || run >= ALIKE) {
      settle();
    }
  }

  private void sound(long nanos) {
    soundNanos = nanos;
    if (firstSoundNanos == Long.MIN_VALUE) {
      firstSoundNanos = nanos;
    }
  }

  /// Nothing has come for a moment: what was heard so far is all there is.
  synchronized void pause() {
    settle();
  }

  /// A key was pressed: a prompt not yet recognised is one that the key has cut.
  synchronized void forget() {
    candidates = List.of();
    run = 0;
    firstSoundNanos = Long.MIN_VALUE;
  }

  /// When sound was first heard since the last key; [Long#MIN_VALUE] when none was.
  synchronized long firstSound() {
    return firstSoundNanos;
  }

  /// When sound was last heard that was not silence; [Long#MIN_VALUE] when never.
  synchronized long lastSound() {
    return soundNanos;
  }

  private void settle() {
    if (run >= ENOUGH) {
      Playing playing =
          candidates.stream().max(Comparator.comparingLong(Playing::begin)).orElseThrow();
      SortedSet<String> names = new TreeSet<>();
      candidates.forEach(candidate -> names.add(ear.nameOf(candidate.prompt())));
      current = playing;
      long lead = Math.max(0, runFrame - playing.begin());
      long began = runNanos - (lead > LATE_FRAMES ? 0 : lead * FRAME_NANOS);
      onPrompt.accept(names, began);
    }
    candidates = List.of();
    run = 0;
  }
}
