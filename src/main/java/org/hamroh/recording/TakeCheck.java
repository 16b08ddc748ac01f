package org.hamroh.recording;

import static org.hamroh.recording.Finding.What.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Judges a recording by its figures: what cannot be put right afterwards is refused, what a better
/// take would do better is said.
final class TakeCheck {

  /// Made louder to the prompts' level, what is quieter brings a roaring room with it.
  private static final double VERY_QUIET_DBFS = -48;

  private static final double QUIET_DBFS = -38;

  /// Of the speech. A rattle that everybody hears.
  private static final double CLIPPED_SHARE = 0.002;

  /// Speech above room, in decibels: less is a street.
  private static final double VERY_NOISY_ABOVE = 12;

  /// Less is heard as hiss between the words, beside prompts that have none.
  private static final double NOISY_ABOVE = 22;

  /// How quickly people read a prompt aloud: letters, spaces and all. Measured on the stand-ins,
  /// which read slowly; a person is a little quicker.
  private static final double LETTERS_A_SECOND = 13;

  /// Between sentences.
  private static final double PAUSE_SECONDS = 0.4;

  /// Of the expected length.
  private static final double SHORT = 0.5;

  private static final double LONG = 2;
  private static final double FAR_TOO_SHORT = 0.25;
  private static final double FAR_TOO_LONG = 4;

  /// A word alone may be drawn out or clipped by so much without being wrong.
  private static final double SLACK_SECONDS = 1;

  private TakeCheck() {}

  /// How long it takes to read a text aloud, about.
  static Duration expected(String words) {
    long letters = words.strip().codePoints().count();
    long ends = words.codePoints().filter(letter -> ".!?".indexOf(letter) >= 0).count();
    double seconds = letters / LETTERS_A_SECOND + Math.max(0, ends - 1) * PAUSE_SECONDS;
    return Duration.ofMillis(Math.max(300, Math.round(seconds * 1_000)));
  }

  /// @param words that the recording shall say
  static List<Finding> findings(TakeFigures figures, String words) {
    if (!figures.somebodySpeaks()) {
      return List.of(Finding.of(SILENT));
    }
    List<Finding> findings = new ArrayList<>();
    level(figures, findings);
    noise(figures, findings);
    length(figures, expected(words), findings);
    return List.copyOf(findings);
  }

  private static void level(TakeFigures figures, List<Finding> findings) {
    if (figures.speech() < QUIET_DBFS) {
      findings.add(
          Finding.of(
              figures.speech() < VERY_QUIET_DBFS ? VERY_QUIET : QUIET,
              Math.round(figures.speech())));
    }
    if (figures.clipped() > 0) {
      double samples = figures.spoken().toMillis() / 1_000.0 * figures.rate();
      findings.add(
          Finding.of(
              figures.clipped() / samples > CLIPPED_SHARE ? CLIPPED : A_LITTLE_CLIPPED,
              figures.clipped()));
    }
  }

  private static void noise(TakeFigures figures, List<Finding> findings) {
    double above = figures.speech() - figures.noise();
    if (above < NOISY_ABOVE) {
      findings.add(
          Finding.of(above < VERY_NOISY_ABOVE ? VERY_NOISY : NOISY, Math.round(figures.noise())));
    }
  }

  private static void length(TakeFigures figures, Duration expected, List<Finding> findings) {
    double spoken = figures.spoken().toMillis() / 1_000.0;
    double wanted = expected.toMillis() / 1_000.0;
    double slack = SLACK_SECONDS;
    Finding.What what;
    if (spoken + slack / 2 < wanted * FAR_TOO_SHORT) {
      what = Finding.What.FAR_TOO_SHORT;
    } else if (spoken + slack / 2 < wanted * SHORT) {
      what = Finding.What.SHORT;
    } else if (spoken - 2 * slack > wanted * FAR_TOO_LONG) {
      what = Finding.What.FAR_TOO_LONG;
    } else if (spoken - slack > wanted * LONG) {
      what = Finding.What.LONG;
    } else {
      return;
    }
    findings.add(Finding.of(what, Math.round(spoken), Math.max(1, Math.round(wanted))));
  }
}
