package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;

final class PcmTest {

  private static final Pcm SOUND = new Pcm(new short[] {1, -2, 300, -30_000}, 22_050);

  @Test
  void whatIsWrittenIsRead() {
    Pcm read = Pcm.of(SOUND.wav());

    assertThat(read.rate()).isEqualTo(22_050);
    assertThat(read.samples()).containsExactly(SOUND.samples());
  }

  @Test
  void lengthThatAPipeCouldNotKnowIsNotBelieved() {
    byte[] wav = SOUND.wav();
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(40, 0x7ffff000);

    assertThat(Pcm.of(wav).samples()).containsExactly(SOUND.samples());
  }

  @Test
  void chunkBetweenHeadAndSamplesIsSkipped() {
    byte[] wav = SOUND.wav();
    byte[] extra = "LIST\4\0\0\0abcd".getBytes(StandardCharsets.ISO_8859_1);
    byte[] longer = Arrays.copyOf(wav, wav.length + extra.length);
    System.arraycopy(extra, 0, longer, 36, extra.length);
    System.arraycopy(wav, 36, longer, 36 + extra.length, wav.length - 36);

    assertThat(Pcm.of(longer).samples()).containsExactly(SOUND.samples());
  }

  @Test
  void anythingElseIsRefusedInWords() {
    byte[] stereo = SOUND.wav();
    stereo[22] = 2;

    assertThatThrownBy(() -> Pcm.of("<html>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("no WAV");
    assertThatThrownBy(() -> Pcm.of(stereo)).hasMessageContaining("2 channel(s)");
    assertThatThrownBy(() -> Pcm.of(Arrays.copyOf(SOUND.wav(), 36)))
        .hasMessageContaining("without samples");
  }
}
