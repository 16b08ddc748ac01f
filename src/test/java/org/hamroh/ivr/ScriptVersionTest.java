package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A book of scripts as it was read, and as it is read after a change.
final class ScriptVersionTest {

  @TempDir Path folder;

  @Test
  void aChangedFileIsAnotherVersionOfItsScriptAndABookNeverChanges() throws IOException {
    CopiedScripts.in(folder);
    ScriptBook before = ScriptBook.read(folder, TestCall.vocabulary(), Map.of());
    String version = before.script("work").orElseThrow().version();

    Path work = folder.resolve("work.yaml");
    Files.writeString(
        work, Files.readString(work).replace("prompt: work-menu", "prompt: prepare-menu"));
    ScriptBook after = ScriptBook.read(folder, TestCall.vocabulary(), Map.of());

    assertThat(after.script("work").orElseThrow().version())
        .isNotEqualTo(version)
        .matches("[0-9a-f]{12}");
    assertThat(before.script("work").orElseThrow().version()).isEqualTo(version);
  }
}
