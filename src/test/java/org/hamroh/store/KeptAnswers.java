package org.hamroh.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How many answers said that something is kept, before how many of them it was written, and before
/// how many it was synced.
public record KeptAnswers(long answers, long written, long synced) {

  /// @param trace as strace wrote it
  public static KeptAnswers of(String request, Path trace) {
    try (Stream<String> lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
      List<SyncTrace.Answer> all = SyncTrace.answers(request, lines::iterator);
      return new KeptAnswers(
          all.size(),
          all.stream().filter(SyncTrace.Answer::written).count(),
          all.stream().filter(SyncTrace.Answer::synced).count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
