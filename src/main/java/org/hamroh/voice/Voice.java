package org.hamroh.voice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How espeak-ng speaks one language.
///
/// @param language       espeak-ng's name of the voice
/// @param wordsPerMinute espeak-ng's measure; with its pauses some three quarters of it are heard
/// @param text           makes a text ready for it
/// @param data           a folder with our own `espeak-ng-data`; the machine's own when absent
/// @param identity       changes whenever the voice would sound different
record Voice(
    String language, int wordsPerMinute, SpokenText text, Optional<Path> data, String identity) {

  /// Below espeak-ng's 100, at which its Russian vowels clip.
  private static final String AMPLITUDE = "70";

  void speak(String said, boolean goesOn, Path wav) {
    Program.run(
        command("-a", AMPLITUDE, "-w", wav.toString()), text.of(said, goesOn), Program.PATIENCE);
  }

  /// The sounds it would make, in espeak-ng's phoneme letters; `(en)` where it leaves its language.
  String phonemes(String said) {
    return Program.run(command("-q", "-x"), text.of(said, false), Program.PATIENCE);
  }

  private List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add("espeak-ng");
    data.ifPresent(folder -> command.add("--path=" + folder));
    command.addAll(List.of("-v", language, "-s", Integer.toString(wordsPerMinute), "-b", "1"));
    command.addAll(List.of(options));
    command.add("--stdin");
    return command;
  }
}
