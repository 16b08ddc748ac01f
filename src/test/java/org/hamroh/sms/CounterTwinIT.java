package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The counter in the browser is the exact twin of the server's: the same vectors, run by the
/// JavaScript that the pages load.
final class CounterTwinIT {

  private static final String RUN =
      """
      import { readFileSync } from "node:fs";
      import { count, shorter } from "./count.mjs";
      const vectors = JSON.parse(readFileSync(process.argv[2], "utf8"));
      let wrong = 0;
      for (const one of vectors) {
        const now = count(one.text);
        const same = now.encoding === one.encoding && now.length === one.length
          && now.segments === one.segments && now.room === one.room
          && now.forcing.join("") === one.forcing.join("")
          && (one.shorter == null || shorter(one.text) === one.shorter)
          && shorter(shorter(one.text)) === shorter(one.text);
        if (!same) {
          wrong += 1;
          console.log(JSON.stringify({ one, now, shorter: shorter(one.text) }));
        }
      }
      const long = count("ғ".repeat(133), 7);
      if (long.segments !== 3) wrong += 1; // 66 units beside a 16-bit reference
      if (count("a".repeat(305), 7).segments !== 3) wrong += 1; // 152 septets
      console.log(`${vectors.length} vectors, ${wrong} wrong`);
      """;

  @Test
  void theBrowserCountsAsTheVectorsSay(@TempDir Path folder) throws Exception {
    Files.copy(Path.of("src/main/web/sms/count.js"), folder.resolve("count.mjs"));
    Path run = Files.writeString(folder.resolve("run.mjs"), RUN);
    Path out = folder.resolve("out.txt");

    Process node =
        new ProcessBuilder(
                "node",
                run.toString(),
                Path.of("src/test/resources" + CounterVectors.FILE).toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    int vectors = CounterVectors.all().size();
    assertThat(Files.readString(out)).isEqualTo(vectors + " vectors, 0 wrong\n");
  }
}
