package org.hamroh.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;

/// The sounds of the line, for a browser: 16 kHz mono in a WAV file.
public final class SoundRoutes implements Routes {

  private static final int RATE = 16_000;
  private static final int HEADER_BYTES = 44;

  private final Path sounds;

  /// @param sounds `<data>/sounds`
  public SoundRoutes(Path sounds) {
    this.sounds = sounds;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/sounds/{language}", ScriptRoutes.READERS, this::sound);
  }

  private Reply sound(Request request) throws IOException {
    String name = request.path("language") + "/" + request.query("prompt").orElse("");
    if (!name.matches("[a-z]{2,3}(/[a-z0-9][a-z0-9.-]{0,80}){1,2}")) {
      throw new Refusal(400, "Ask for a language and ?prompt=NAME.");
    }
    Path file = sounds.resolve(name + ".sln16");
    if (!Files.isRegularFile(file)) {
      throw Refusal.notFound("sound " + name);
    }
    return new Reply.Bytes("audio/wav", wav(Files.readAllBytes(file)), "");
  }

  /// Puts the header of a WAV file before samples of 16 bit, little-endian.
  static byte[] wav(byte[] samples) {
    java.nio.ByteBuffer wav =
        java.nio.ByteBuffer.allocate(HEADER_BYTES + samples.length)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    wav.putInt(HEADER_BYTES - 8 + samples.length);
    wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    wav.putInt(16).putShort((short) 1).putShort((short) 1); // PCM, one channel
    wav.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    wav.putInt(samples.length).put(samples);
    return wav.array();
  }
}
