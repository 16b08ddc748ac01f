package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The telephone against a real Asterisk.
@Timeout(60)
final class TelephoneIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String CALLER = "+992900000001";

  private static Path folder;
  private static SmallPbx pbx;
  private static PromptEar ear;

  @BeforeAll
  static void startThePbx() throws IOException {
    folder = Files.createTempDirectory("tel"); // short: the PBX makes a Unix socket in it
    Path sounds = folder.resolve("sounds");
    for (Codec codec : Codec.values()) {
      for (String name : List.of("menu", "welcome", "right", "wrong", "bye")) {
        Prompts.write(sounds, "tg/" + name, codec, 8000);
      }
      Prompts.write(sounds, "tg/odd", codec, 4037); // not a whole number of frames
    }
    pbx = SmallPbx.start(folder, sounds);
    ear = PromptEar.of(sounds, Codec.ALAW);
  }

  @AfterAll
  static void stopThePbx() throws Exception {
    if (pbx != null) {
      pbx.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static PromptEar earOf(Codec codec) {
    return PromptEar.of(folder.resolve("sounds"), codec);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void callerHearsTheMenuPressesAKeyAndHearsWhatItBrings(Codec codec) {
    try (Telephone phone = Telephone.open(pbx.address(), earOf(codec));
        TelephoneCall call = phone.call("700", CALLER)) {
      Heard menu = call.hear(Set.of("tg/menu"), SOON);

      call.press('1');
      Heard right = call.hear(Set.of("right", "wrong"), SOON);

      assertThat(menu.delay()).isBetween(Duration.ofMillis(-5), Duration.ofMillis(500));
      assertThat(right.name()).isEqualTo("tg/right");
      assertThat(right.delay()).isBetween(Duration.ofMillis(-40), Duration.ofMillis(500));
      assertThat(right.at()).isGreaterThan(right.delay());
    }
  }

  @Test
  void promptsComeToTheListenerInTheirOrder() {
    List<String> heard = java.util.Collections.synchronizedList(new ArrayList<>());
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        TelephoneCall call = phone.call("700", CALLER)) {
      call.onHeard(one -> heard.add(one.name()));

      call.hear(Set.of("menu"), SOON);
      call.press('5');
      call.hear(Set.of("wrong"), SOON);
      call.hear(Set.of("menu"), SOON);
      call.press('1');
      call.hear(Set.of("right"), SOON);

      assertThat(heard).containsExactly("tg/menu", "tg/wrong", "tg/menu", "tg/right");
    }
  }

  @Test
  void everyKindOfKeyReachesTheDialplan() {
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        TelephoneCall call = phone.call("706", CALLER)) {
      call.hear(Set.of("welcome"), SOON);

      call.press("19*0");

      assertThat(call.hear(Set.of("right", "wrong"), SOON).name()).isEqualTo("tg/right");
    }
  }

  @Test
  void joinedPromptsAreToldApartEvenAfterOneThatIsNoWholeNumberOfFrames() {
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        TelephoneCall call = phone.call("707", CALLER)) {
      call.awaitHangup(SOON);

      assertThat(call.heard())
          .extracting(Heard::name)
          .containsExactly("tg/odd", "tg/welcome", "tg/right");
    }
  }

  @Test
  void farEndHangsUpAfterItsPrompt() {
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        TelephoneCall call = phone.call("703", CALLER)) {
      call.hear(Set.of("bye"), SOON);

      call.awaitHangup(SOON);

      assertThat(call.isUp()).isFalse();
      assertThatThrownBy(() -> call.hear(Set.of("menu"), SOON))
          .isInstanceOf(TelephoneException.class)
          .hasMessageContaining("the call ended before menu was heard");
    }
  }

  @Test
  void busyLineRefusesTheCall() {
    try (Telephone phone = Telephone.open(pbx.address(), ear)) {
      assertThatThrownBy(() -> phone.call("704", CALLER))
          .isInstanceOfSatisfying(CallRefused.class, e -> assertThat(e.code()).isEqualTo(486));
    }
  }

  @Test
  void unknownExtensionRefusesTheCall() {
    try (Telephone phone = Telephone.open(pbx.address(), ear)) {
      assertThatThrownBy(() -> phone.call("799", CALLER))
          .isInstanceOfSatisfying(CallRefused.class, e -> assertThat(e.code()).isEqualTo(404));
    }
  }

  @Test
  void callerWhoHangsUpWhileItRingsCancelsTheCall() {
    try (Telephone phone = Telephone.open(pbx.address(), ear)) {
      TelephoneCall call = phone.dial("701", Caller.of(CALLER));
      call.awaitRinging(SOON);

      call.hangUp();

      call.awaitHangup(SOON);
      assertThatThrownBy(() -> call.awaitAnswer(SOON))
          .isInstanceOfSatisfying(CallRefused.class, e -> assertThat(e.code()).isEqualTo(487));
    }
  }

  @Test
  void promptBeforeTheAnswerIsHeardToo() {
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        TelephoneCall call = phone.dial("708", Caller.of(CALLER))) {
      call.hear(Set.of("welcome"), SOON);
      boolean upTooEarly = call.isUp();

      call.awaitAnswer(SOON);
      Heard later = call.hear(Set.of("right"), SOON);

      assertThat(upTooEarly).isFalse();
      assertThat(later.at()).isLessThan(Duration.ofMillis(500));
    }
  }

  @Test
  void soundGoesOutAndComesBackAndIsRecorded() throws IOException {
    Path wav = folder.resolve("echo.wav");
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        TelephoneCall call = phone.call("705", CALLER)) {
      call.recordTo(wav);

      call.play(folder.resolve("sounds/tg/bye.alaw"));

      call.hear(Set.of("bye"), SOON);
    }

    assertThat(Files.size(wav)).isGreaterThan(44 + 8000);
    assertThat(SoundFile.read(wav, Codec.ALAW)).isPresent();
  }

  @Test
  void callerWhoSaysNothingForLongerThanTheRtpTimeoutStaysOnTheLine() {
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        TelephoneCall call = phone.call("705", CALLER)) {
      boolean isUp = call.stay(Duration.ofSeconds(6));

      assertThat(isUp).isTrue();
    }
  }

  @Test
  void numberOrItsAbsenceReachesTheDialplan() {
    try (Telephone phone = Telephone.open(pbx.address(), ear)) {
      try (TelephoneCall call = phone.call("709", new Caller("+992900000009", "Ёр \"Z\"", false))) {
        call.hear(Set.of("right"), SOON);
      }
      try (TelephoneCall call = phone.call("709", Caller.anonymous())) {
        call.hear(Set.of("bye"), SOON);
      }
    }
  }

  @Test
  void operatorWithTheRightPasswordTakesACallAndBothHearEachOther() {
    try (Telephone operator = Telephone.register(pbx.address(), "op1", "right", ear);
        Telephone phone = Telephone.open(pbx.address(), ear)) {
      TelephoneCall outgoing = phone.dial("702", new Caller(CALLER, "Gulnora", false));
      TelephoneCall incoming = operator.awaitCall(SOON);
      incoming.ring();
      outgoing.awaitRinging(SOON);

      incoming.answer();
      outgoing.awaitAnswer(SOON);
      outgoing.play(folder.resolve("sounds/tg/welcome.alaw"));
      incoming.play(folder.resolve("sounds/tg/bye.alaw"));

      incoming.hear(Set.of("welcome"), SOON);
      outgoing.hear(Set.of("bye"), SOON);
      assertThat(incoming.from()).contains(CALLER).contains("Gulnora");
      incoming.hangUp();
      outgoing.awaitHangup(SOON);
    }
  }

  @Test
  void operatorWhoRejectsACallRefusesIt() {
    try (Telephone operator = Telephone.register(pbx.address(), "op1", "right", ear);
        Telephone phone = Telephone.open(pbx.address(), ear)) {
      TelephoneCall outgoing = phone.dial("702", Caller.of(CALLER));

      operator.awaitCall(SOON).reject(486);

      assertThatThrownBy(() -> outgoing.awaitAnswer(SOON))
          .isInstanceOfSatisfying(CallRefused.class, e -> assertThat(e.code()).isEqualTo(486));
    }
  }

  @Test
  void callGivenUpWhileItRingsEndsAtTheOperatorToo() {
    try (Telephone operator = Telephone.register(pbx.address(), "op1", "right", ear);
        Telephone phone = Telephone.open(pbx.address(), ear)) {
      TelephoneCall outgoing = phone.dial("702", Caller.of(CALLER));
      TelephoneCall incoming = operator.awaitCall(SOON);
      incoming.ring();
      outgoing.awaitRinging(SOON);

      outgoing.hangUp();

      incoming.awaitHangup(SOON);
      assertThatThrownBy(incoming::answer).hasMessageContaining("hung up before the answer");
    }
  }

  @Test
  void operatorCallsUnderTheirOwnName() {
    try (Telephone operator = Telephone.register(pbx.address(), "op1", "right", ear);
        TelephoneCall call = operator.call("703")) {
      call.hear(Set.of("bye"), SOON);
    }
  }

  @Test
  void wrongPasswordIsRefused() {
    assertThatThrownBy(() -> Telephone.register(pbx.address(), "op1", "wrong", ear))
        .isInstanceOfSatisfying(
            RegistrationRefused.class, e -> assertThat(e.code()).isEqualTo(401));
  }

  @Test
  void operatorWhoHasGoneIsNotRungAnyMore() {
    Telephone.register(pbx.address(), "op1", "right", ear).close();

    try (Telephone phone = Telephone.open(pbx.address(), ear)) {
      assertThatThrownBy(() -> phone.call("702", CALLER)).isInstanceOf(CallRefused.class);
    }
  }

  @Test
  void twentyCallsAtOnceFromOneTelephoneEachHearTheirOwnPrompts() throws Exception {
    try (Telephone phone = Telephone.open(pbx.address(), ear);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        char key = i % 2 == 0 ? '1' : '7';
        results.add(
            callers.submit(
                () -> {
                  try (TelephoneCall call = phone.call("700", CALLER)) {
                    call.hear(Set.of("menu"), SOON);
                    call.press(key);
                    return call.hear(Set.of("right", "wrong"), SOON).name();
                  }
                }));
      }

      for (int i = 0; i < 20; i++) {
        assertThat(results.get(i).get()).isEqualTo(i % 2 == 0 ? "tg/right" : "tg/wrong");
      }
    }
  }

  @Test
  void pbxThatIsNotThereIsSaidToBeSilent() throws IOException {
    int nobody;
    try (var socket = new java.net.DatagramSocket(0, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = socket.getLocalPort();
    }
    try (Telephone phone =
        Telephone.open(new InetSocketAddress("127.0.0.1", nobody), PromptEar.deaf(Codec.ULAW))) {
      TelephoneCall call = phone.dial("700", Caller.of(CALLER));

      assertThatThrownBy(() -> call.awaitAnswer(Duration.ofSeconds(1)))
          .hasMessageContaining("was not answered within 1.0 s");
    }
  }

  @Test
  void addressOfAnotherMachineIsRefused() {
    assertThatThrownBy(() -> Telephone.open(new InetSocketAddress("192.0.2.1", 5060), ear))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only this machine");
  }
}
