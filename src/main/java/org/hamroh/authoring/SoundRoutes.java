package org.hamroh.authoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.SoundBook.Playable;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;

/// The sounds of the line, for a browser: 16 kHz mono in a WAV file. A prompt of the draft whose
/// words nobody has heard yet is spoken first.
public final class SoundRoutes implements Routes {

  private static final int RATE = 16_000;
  private static final int HEADER_BYTES = 44;
  private static final String WIDE = ".sln16";

  /// No name that leads out of the folder.
  private static final String NAME = "[a-z]{2,3}(/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){1,2}";

  private final Readings readings;
  private final SoundWorks voices;
  private final Path plain;

  /// @param plain `<data>/sounds`: sentences with values, the beep
  public SoundRoutes(Readings readings, SoundWorks voices, Path plain) {
    this.readings = readings;
    this.voices = voices;
    this.plain = plain;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/sounds/{language}", ScriptRoutes.READERS, this::sound);
  }

  private Reply sound(Request request) throws IOException {
    Of of = ScriptRoutes.of(request.query("of").orElse("draft"));
    String language = request.path("language");
    String prompt = request.query("prompt").orElse("");
    PromptBook texts =
        readings.of(of).orElseThrow(() -> Refusal.notFound("version " + of.word())).prompts();
    if (!(language + "/" + prompt).matches(NAME)) {
      throw new Refusal(400, "Ask for a language and ?prompt=NAME.");
    }
    List<Path> pieces = new ArrayList<>();
    for (Playable piece : voices.pieces(texts, language, prompt)) {
      pieces.add(Path.of(piece.path() + WIDE));
    }
    Path said = plain.resolve(language).resolve(prompt + WIDE);
    if (pieces.isEmpty() && Files.isRegularFile(said)) {
      pieces.add(said);
    }
    if (pieces.isEmpty()) {
      throw Refusal.notFound("sound " + prompt + " in " + language);
    }
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    for (Path piece : pieces) {
      samples.write(Files.readAllBytes(piece));
    }
    return new Reply.Bytes("audio/wav", wav(samples.toByteArray()), "");
  }

  /// Puts the header of a WAV file before samples of 16 bit, little-endian.
  static byte[] wav(byte[] samples) {
    ByteBuffer wav =
        ByteBuffer.allocate(HEADER_BYTES + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    wav.putInt(HEADER_BYTES - 8 + samples.length);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
    wav.putInt(16).putShort((short) 1).putShort((short) 1); // PCM, one channel
    wav.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII));
    wav.putInt(samples.length).put(samples);
    return wav.array();
  }
}
