package org.hamroh.sms;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How texts are counted, worked out apart from both of our counters: the server's and the
/// browser's are held against the same file.
final class CounterVectors {

  static final String FILE = "/sms/counter-vectors.json";

  /// @param shorter what is proposed instead, where the vector says
  record Vector(
      String text,
      String encoding,
      int length,
      int segments,
      int room,
      List<String> forcing,
      @Nullable String shorter) {}

  private CounterVectors() {}

  static List<Vector> all() throws IOException {
    try (InputStream in = CounterVectors.class.getResourceAsStream(FILE)) {
      return JsonMapper.builder()
          .build()
          .readValue(Objects.requireNonNull(in), new TypeReference<List<Vector>>() {});
    }
  }
}
