package org.hamroh.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Knows the sound of every prompt, so that a telephone can tell what is being played to it. A PBX
/// that plays a file in the call's own codec sends it byte for byte, 20 ms a packet; so each frame
/// of each prompt that is not silence is kept under its hash, with the places where it occurs.
/// Immutable; one ear serves all calls in its codec.
public final class PromptEar {

  /// Root mean square below which a frame is silence: it tells nothing about its prompt.
  private static final double SILENCE = 60;

  /// A tone repeats the same frames all along; its first places are enough to know it by.
  private static final int MAX_PLACES = 64;

  /// Frames of all prompts together: 5 hours, four times what a large hotline has.
  private static final int MAX_FRAMES = 900_000;

  private static final long[] NOWHERE = {};

  private final Codec codec;
  private final List<String> names = new ArrayList<>();
  private final Map<Long, long[]> places = new HashMap<>();
  private int frames;

  private PromptEar(Codec codec) {
    this.codec = codec;
  }

  /// An ear that knows no prompt; it still tells sound from silence.
  public static PromptEar deaf(Codec codec) {
    return new PromptEar(codec);
  }

  /// Learns every prompt below a folder. A prompt's name is its path without ending; of several
  /// files of one name, the one in the call's codec is taken, for the PBX takes that one too.
  ///
  /// @throws UncheckedIOException when a file cannot be read
  public static PromptEar of(Path sounds, Codec codec) {
    PromptEar ear = new PromptEar(codec);
    Map<String, Path> best = new TreeMap<>();
    Comparator<Path> byRank = Comparator.comparingInt(file -> rank(file, codec));
    try (Stream<Path> files = Files.walk(sounds)) {
      files
          .filter(file -> SoundFile.isKnown(SoundFile.endingOf(file)))
          .filter(Files::isRegularFile)
          .forEach(
              file ->
                  best.merge(
                      nameOf(sounds, file), file, (a, b) -> byRank.compare(a, b) <= 0 ? a : b));
      for (Map.Entry<String, Path> prompt : best.entrySet()) {
        SoundFile.read(prompt.getValue(), codec)
            .ifPresent(sound -> ear.learn(prompt.getKey(), sound));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ear;
  }

  /// Learns these sounds and nothing else, each by the name that is given.
  ///
  /// @throws UncheckedIOException when a file cannot be read
  public static PromptEar of(Map<String, Path> sounds, Codec codec) {
    PromptEar ear = new PromptEar(codec);
    try {
      for (Map.Entry<String, Path> sound : sounds.entrySet()) {
        SoundFile.read(sound.getValue(), codec).ifPresent(one -> ear.learn(sound.getKey(), one));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ear;
  }

  private static String nameOf(Path sounds, Path file) {
    String path = sounds.relativize(file).toString();
    return path.substring(0, path.lastIndexOf('.'));
  }

  private static int rank(Path file, Codec codec) {
    String ending = SoundFile.endingOf(file);
    if (ending.equals(codec.ending())) {
      return 0;
    }
    return switch (ending) {
      case "sln", "slin" -> 1;
      case "wav" -> 2;
      default -> 3;
    };
  }

  private void learn(String name, byte[] sound) {
    long prompt = names.size();
    names.add(name);
    for (int i = 0; (i + 1) * Codec.FRAME <= sound.length; i++) {
      byte[] frame = Arrays.copyOfRange(sound, i * Codec.FRAME, (i + 1) * Codec.FRAME);
      if (isSilent(frame)) {
        continue;
      }
      if (++frames > MAX_FRAMES) {
        throw new TelephoneException("more than five hours of prompts are too many to know");
      }
      places.merge(hash(frame), new long[] {prompt << 32 | i}, PromptEar::join);
    }
  }

  private static long[] join(long[] before, long[] one) {
    if (before.length == MAX_PLACES) {
      return before;
    }
    long[] both = Arrays.copyOf(before, before.length + 1);
    both[before.length] = one[0];
    return both;
  }

  private static long hash(byte[] frame) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits: no two of a million frames meet
    for (byte b : frame) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    return hash;
  }

  Codec codec() {
    return codec;
  }

  boolean isSilent(byte[] frame) {
    return codec.loudness(frame) <= SILENCE;
  }

  /// Where this frame occurs: prompt number in the upper 32 bits, frame number in the lower.
  long[] placesOf(byte[] frame) {
    return places.getOrDefault(hash(frame), NOWHERE);
  }

  String nameOf(int prompt) {
    return names.get(prompt);
  }

  /// How many prompts it knows.
  public int size() {
    return names.size();
  }
}
