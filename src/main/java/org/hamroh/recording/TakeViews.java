package org.hamroh.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamroh.web.Texts;
import org.hamroh.web.Wording;
import org.jspecify.annotations.Nullable;

/// What takes and sheet lines look like from outside: on the pages and in the API.
public final class TakeViews {

  private TakeViews() {}

  /// A finding in the reader's language.
  ///
  /// @param code     `quiet`
  /// @param refuses  whether such a recording is not taken
  /// @param sentence what it is, and the remedy
  public record FindingView(String code, boolean refuses, String sentence) {

    static FindingView of(Finding finding, Wording words) {
      String code = finding.what().code();
      String sentence =
          finding.what() == Finding.What.UNREADABLE
              ? unreadable(finding, words)
              : words.of("recording.finding." + code, finding.values().toArray());
      return new FindingView(code, finding.what().refuses(), sentence);
    }

    /// A kind of file that sox was built without has no sentence of its own.
    private static String unreadable(Finding finding, Wording words) {
      String key = "recording.unreadable." + finding.values().getFirst();
      return words.has(key)
          ? words.of(key)
          : words.of("recording.unreadable.kind", finding.values().getFirst());
    }
  }

  static List<FindingView> findings(List<Finding> findings, Wording words) {
    return findings.stream().map(one -> FindingView.of(one, words)).toList();
  }

  /// @param chosen   whether callers hear it
  /// @param fits     whether it says the text in force
  /// @param words    that it was spoken for
  /// @param findings what could be better about it
  public record TakeView(
      long id,
      String madeBy,
      Instant madeAt,
      String how,
      boolean chosen,
      boolean fits,
      String words,
      long lengthMillis,
      long speechMillis,
      double speechDbfs,
      double peakDbfs,
      double noiseDbfs,
      long clippedSamples,
      int rate,
      List<FindingView> findings) {}

  /// @param heard id of the take that callers hear, null when none is
  public record LineView(
      int number,
      String sound,
      String prompt,
      String words,
      @Nullable String whole,
      Map<String, String> others,
      @Nullable String gloss,
      String state,
      String voice,
      long lengthMillis,
      boolean legalReview,
      @Nullable Long heard) {

    static LineView of(Recordable line, @Nullable Long heard) {
      return new LineView(
          line.number(),
          line.sound(),
          line.prompt(),
          line.words(),
          line.whole().orElse(null),
          new TreeMap<>(line.others()),
          line.gloss().orElse(null),
          line.state().word(),
          line.voice().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
          Math.round(line.seconds() * 1_000),
          line.legalReview(),
          heard);
    }
  }

  /// Takes of one sound, the newest first.
  static List<TakeView> takes(Takes takes, Recordable line, Texts texts, String language) {
    long chosen =
        takes.choice(line.language(), line.sound()).map(TakeStore.Choice::take).orElse(0L);
    return takes.of(line.language(), line.sound()).stream()
        .map(take -> take(takes, take, take.id() == chosen, texts.in(language)))
        .toList();
  }

  static TakeView take(Takes takes, Take take, boolean chosen, Wording words) {
    TakeFigures figures = take.figures();
    return new TakeView(
        take.id(),
        take.madeBy(),
        take.madeAt(),
        take.how().word(),
        chosen,
        takes.fits(take),
        take.words(),
        figures.length().toMillis(),
        figures.spoken().toMillis(),
        figures.speech(),
        figures.peak(),
        figures.noise(),
        figures.clipped(),
        figures.rate(),
        findings(takes.findings(take), words));
  }
}
