package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingSheetTest {

  @TempDir private Path folder;

  @Test
  void speakerSeesFileNameWordsAndWhereItIsHeard() throws IOException {
    Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(
        folder.resolve("prompts/tg.yaml"),
        """
        place: {text: "Навбати шумо {ordinal} аст.", legalReview: needed}
        place-two: {text: Дуюм}
        """);
    Files.writeString(folder.resolve("prompts/en.yaml"), "place: {text: You are number n.}\n");
    Files.writeString(folder.resolve("hotline.yaml"), "steps:\n  - play: place\n  - play: x\n");
    PromptBook book = PromptBook.read(folder, List.of("tg"), new Problems());

    String sheet = new RecordingSheet(book, folder, Map.of("place.1", 103)).markdown("tg");

    assertThat(sheet)
        .contains("**103** `place.1.wav`\n\n> Навбати шумо\n")
        .contains("(here the system says the ordinal)")
        .contains("`place.2.wav`\n\n> аст.\n")
        .contains("*You are number n.*")
        .contains("a lawyer has to read it first")
        .containsOnlyOnce("Heard in: hotline.yaml:2");
  }
}
