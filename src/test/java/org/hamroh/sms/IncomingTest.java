package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hamroh.smpp.FromSmsc.Incoming;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that people write to us, as carriers bring them.
final class IncomingTest {

  private static final String SOMEBODY = "992900000001";
  private static final String LONG =
      "Ассалому алайкум. Ман дар Маскав кор мекунам, корфармо ду моҳ боз музд намедиҳад ва"
          + " шиносномаро гирифтааст. Чӣ бояд кунам? Ба ман маслиҳат диҳед 😀 илтимос.";

  @TempDir Path folder;
  private Database database;
  private final TestClock clock = new TestClock();
  private IncomingTexts inbox;
  private final List<IncomingText> kept = new ArrayList<>();

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    inbox = another();
  }

  private IncomingTexts another() {
    IncomingTexts one = new IncomingTexts(database, clock);
    one.keepBy(
        (handle, text) -> {
          kept.add(text);
          return text.instead().orElse((long) kept.size());
        });
    return one;
  }

  @AfterEach
  void close() {
    inbox.close();
    database.close();
  }

  private void take(int coding, boolean joined, byte[] octets) {
    inbox.take("main", new Incoming(SOMEBODY, "700", (byte) coding, joined, octets));
  }

  private List<byte[]> parts(String text, int reference) {
    return SmsText.of(text).segments().stream().map(part -> part.octets(reference)).toList();
  }

  private String last() {
    return kept.getLast().text();
  }

  @Test
  void partsAreJoinedInWhateverOrderTheyCome() {
    for (long seed = 1; seed <= 20; seed++) {
      List<byte[]> parts = new ArrayList<>(parts(LONG, (int) seed));
      parts.addAll(List.copyOf(parts)); // and each of them twice
      Collections.shuffle(parts, new Random(seed));
      kept.clear();

      parts.forEach(part -> take(8, true, part));

      assertThat(kept).as("seed " + seed).extracting(IncomingText::text).containsExactly(LONG);
      assertThat(kept.getFirst().partial()).isFalse();
    }
  }

  @Test
  void aPartThatNeverComesIsShownAsAGapAndFillsItWhenItComesLate() {
    List<byte[]> parts = parts(LONG, 7);
    take(8, true, parts.get(0));
    take(8, true, parts.get(2));
    inbox.sweep();
    assertThat(kept).isEmpty();

    clock.pass(IncomingTexts.PATIENCE.plusSeconds(1));
    inbox.sweep();

    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().partial()).isTrue();
    assertThat(last()).startsWith("Ассалому").contains(" […] ");

    clock.pass(Duration.ofMinutes(10));
    take(8, true, parts.get(1));

    assertThat(kept).hasSize(2);
    assertThat(last()).isEqualTo(LONG);
    assertThat(kept.getLast().instead()).isEqualTo(Optional.of(1L));
    assertThat(kept.getLast().partial()).isFalse();
  }

  @Test
  void partsFromBeforeARestartAreJoinedWithThoseAfterIt() {
    List<byte[]> parts = parts(LONG, 7);
    take(8, true, parts.get(0));
    inbox.close();
    inbox = another();

    take(8, true, parts.get(1));
    take(8, true, parts.get(2));

    assertThat(last()).isEqualTo(LONG);
  }

  @Test
  void aReferenceThatIsUsedAgainBeginsAnotherText() {
    parts("я".repeat(80), 7).forEach(part -> take(8, true, part));
    clock.pass(Duration.ofSeconds(600));

    parts("ю".repeat(80), 7).forEach(part -> take(8, true, part));

    assertThat(kept).extracting(IncomingText::text).containsExactly("я".repeat(80), "ю".repeat(80));
  }

  @Test
  void whatIsBroughtTwiceAtOnceCountsOnceAndLaterAgain() {
    byte[] octets = Encoding.UCS_2.encode("Ҳа");
    take(8, false, octets);
    take(8, false, octets);
    assertThat(kept).hasSize(1);

    clock.pass(IncomingTexts.SEEN.plusSeconds(1));
    take(8, false, octets);

    assertThat(kept).hasSize(2);
  }

  @Test
  void aHeaderWithA16BitReferenceJoinsToo() {
    for (int part = 2; part >= 1; part--) {
      byte[] letters = Encoding.UCS_2.encode(part == 1 ? "Салом, " : "дӯстон");
      byte[] octets = new byte[7 + letters.length];
      System.arraycopy(new byte[] {6, 8, 4, 1, 2, 2, (byte) part}, 0, octets, 0, 7);
      System.arraycopy(letters, 0, octets, 7, letters.length);
      take(8, true, octets);
    }

    assertThat(last()).isEqualTo("Салом, дӯстон");
  }

  @Test
  void aPairThatIsCutBetweenTwoPartsIsWholeAgain() {
    byte[] all = Encoding.UCS_2.encode("ҳ😀");
    take(8, true, new byte[] {5, 0, 3, 9, 2, 1, all[0], all[1], all[2], all[3]});
    take(8, true, new byte[] {5, 0, 3, 9, 2, 2, all[4], all[5]});

    assertThat(last()).isEqualTo("ҳ😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Salom, kor hast?", "STOP", "Stop. Thank you", "{€} [test] ~", "hello@@", "a"})
  void septetsAreReadUnpackedAndPacked(String text) {
    take(0, false, Encoding.GSM_7.encode(text));
    assertThat(last()).isEqualTo(text);

    take(0, false, packed(Encoding.GSM_7.encode(text), 0));
    assertThat(last()).isEqualTo(text);

    take(0xf1, false, packed(Encoding.GSM_7.encode(text), 0));
    assertThat(last()).isEqualTo(text);
  }

  @Test
  void packedSeptetsBehindAHeaderBeginAtTheFillBit() {
    byte[] one = packed(Encoding.GSM_7.encode("Salom, man dar Moskva "), 1);
    byte[] two = packed(Encoding.GSM_7.encode("kor mekunam"), 1);
    take(0, true, headed(one, 2, 1));
    take(0, true, headed(two, 2, 2));

    assertThat(last()).isEqualTo("Salom, man dar Moskva kor mekunam");
  }

  private static byte[] headed(byte[] letters, int parts, int part) {
    byte[] octets = new byte[6 + letters.length];
    System.arraycopy(new byte[] {5, 0, 3, 1, (byte) parts, (byte) part}, 0, octets, 0, 6);
    System.arraycopy(letters, 0, octets, 6, letters.length);
    return octets;
  }

  private static byte[] packed(byte[] septets, int fill) {
    byte[] octets = new byte[(septets.length * 7 + fill + 7) / 8];
    for (int i = 0; i < septets.length; i++) {
      int bit = fill + i * 7;
      octets[bit / 8] |= (byte) (septets[i] << bit % 8);
      if (bit / 8 + 1 < octets.length) {
        octets[bit / 8 + 1] |= (byte) ((septets[i] & 0xff) >> 8 - bit % 8);
      }
    }
    return octets;
  }

  @Test
  void everyOtherCodingIsRead() {
    String russian = "Здравствуйте, нужен совет";
    take(3, false, "Bonjour Café, très bien".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(last()).isEqualTo("Bonjour Café, très bien");
    take(4, false, russian.getBytes(Charset.forName("windows-1251")));
    assertThat(last()).isEqualTo(russian);
    take(4, false, "Кумак лозим, ҳуҷҷат".getBytes(StandardCharsets.UTF_8));
    assertThat(last()).isEqualTo("Кумак лозим, ҳуҷҷат");
    take(6, false, russian.getBytes(Charset.forName("ISO-8859-5")));
    assertThat(last()).isEqualTo(russian);
    take(0x18, false, Encoding.UCS_2.encode("Салом, ғӣқӯҳҷ"));
    assertThat(last()).isEqualTo("Салом, ғӣқӯҳҷ");
    take(8, false, russian.getBytes(StandardCharsets.UTF_16LE));
    assertThat(last()).isEqualTo(russian);
    take(0, false, (russian + "!").getBytes(StandardCharsets.UTF_16BE));
    assertThat(last()).isEqualTo(russian + "!");
    take(0, false, "Кор ҳаст?".getBytes(StandardCharsets.UTF_8));
    assertThat(last()).isEqualTo("Кор ҳаст?");
  }

  @Test
  void whatIsBrokenIsKeptAsFarAsItCanBeRead() {
    byte[] odd = new byte[] {4, 0x21, 4, 0x42, 4, 0x3e, 4, 0x3f, 4};
    take(8, false, odd);
    assertThat(last()).isEqualTo("Стоп");
    take(8, false, new byte[] {4, 0x21, (byte) 0xd8, 0x3d});
    assertThat(last()).isEqualTo("С\ufffd");
    take(8, false, new byte[0]);
    assertThat(last()).isEmpty();
    take(8, true, new byte[] {(byte) 200, 0, 3});
    assertThat(last()).isEmpty();
    take(8, true, new byte[] {5, 0, 3, 1, 2, 9, 4, 0x21});
    assertThat(last()).isEqualTo("С");
    Random noise = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      byte[] octets = new byte[noise.nextInt(160)];
      noise.nextBytes(octets);
      take(noise.nextInt(256), noise.nextBoolean(), octets);
    }
    clock.pass(IncomingTexts.PATIENCE.plusSeconds(1));
    inbox.sweep();
    assertThat(kept).hasSizeGreaterThan(1_500);
  }

  @Test
  void theSmscIsAnsweredOnlyAfterTheTextIsKept() throws IOException {
    Path another = Files.createDirectory(folder.resolve("house"));
    AtomicBoolean storeFails = new AtomicBoolean(true);
    try (SmsHouse house = SmsHouse.open(another, SmscBehaviour.polite())) {
      house.gateway.keepBy(
          (handle, text) -> {
            if (storeFails.get()) {
              throw new IllegalStateException("the disk is full");
            }
            house.received.add(text);
            return 1;
          });
      house.gateway.start();
      SmsHouse.await().until(() -> house.smsc.links() == 1);

      assertThatThrownBy(() -> house.smsc.writeToUs(SOMEBODY, "700", "Салом"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(house.received).isEmpty();

      storeFails.set(false);
      house.smsc.writeToUs(SOMEBODY, "700", "Салом");

      assertThat(house.received).extracting(IncomingText::text).containsExactly("Салом");
    }
  }

  @Test
  void whoHasNoNumberIsKeptWithoutOne() {
    inbox.take("main", new Incoming("Tcell", "700", (byte) 0, false, Encoding.GSM_7.encode("ad")));

    assertThat(kept.getFirst().from()).isEmpty();
  }
}
