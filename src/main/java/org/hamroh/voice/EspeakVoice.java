package org.hamroh.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.program.Program;

/// How espeak-ng speaks one language.
///
/// @param program        espeak-ng, by name or path
/// @param language       espeak-ng's name of the voice
/// @param wordsPerMinute espeak-ng's measure; with its pauses some three quarters of it are heard
/// @param text           makes a text ready for it
/// @param data           a folder with our own `espeak-ng-data`; the machine's own when absent
/// @param version        changes whenever the voice would sound different
record EspeakVoice(
    String program,
    String language,
    int wordsPerMinute,
    SpokenText text,
    Optional<Path> data,
    String version)
    implements SpeechEngine {

  /// Below espeak-ng's 100, at which its Russian vowels clip.
  private static final String AMPLITUDE = "70";

  private static final Duration PHONEME_PATIENCE = Duration.ofSeconds(60);

  @Override
  public Pcm speak(Utterance wanted, Duration patience) {
    return Pcm.of(
        Program.of(command("-a", AMPLITUDE, "--stdout"), patience)
            .reading(text.of(wanted.text(), wanted.goesOn()))
            .writingBytes()
            .run()
            .orThrow()
            .output());
  }

  @Override
  public String identity(Utterance wanted) {
    return Digests.of("espeak", version, text.of(wanted.text(), wanted.goesOn()));
  }

  /// The sounds it would make, in espeak-ng's phoneme letters; `(en)` where it leaves its language.
  String phonemes(String said) {
    return Program.of(command("-q", "-x"), PHONEME_PATIENCE)
        .reading(text.of(said, false))
        .run()
        .orThrow()
        .text();
  }

  private List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(program);
    data.ifPresent(folder -> command.add("--path=" + folder));
    command.addAll(List.of("-v", language, "-s", Integer.toString(wordsPerMinute), "-b", "1"));
    command.addAll(List.of(options));
    command.add("--stdin");
    return command;
  }
}
