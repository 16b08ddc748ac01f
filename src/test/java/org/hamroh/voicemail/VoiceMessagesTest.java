package org.hamroh.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.hamroh.ivr.outside.Messages;
import org.hamroh.seal.BrokenSealException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages as tasks: each once, sealed, heard under a name, and done by one person.
final class VoiceMessagesTest {

  @TempDir private Path folder;
  private VoicemailHouse house;

  @BeforeEach
  void open() {
    house = new VoicemailHouse(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aMessageIsATaskWithAReceiptADueTimeAndItsCall() {
    String receipt = house.leaves("m-1", "message");

    VoiceMessage message = house.find("m-1");

    assertThat(receipt).matches("[0-9]{6}");
    assertThat(message.receipt()).isEqualTo(receipt);
    assertThat(message.call()).isEqualTo(VoicemailHouse.CALL);
    assertThat(message.state()).isEqualTo(MessageState.NEW);
    assertThat(message.language()).isEqualTo("tg");
    assertThat(message.length()).isEqualTo(Duration.ofSeconds(4));
    assertThat(message.caller()).contains(house.callers.of(VoicemailHouse.CALLER).key());
    assertThat(message.dueAt()).isEqualTo(Instant.parse("2026-11-23T11:00:00Z")); // Monday, 16:00
    assertThat(message.isOverdue(house.clock.instant())).isFalse();
  }

  @Test
  void whoWishesToBeForgottenLeavesNoNumberWithAMessage() {
    house.leaves("m-1", "message");
    assertThat(numbersKept()).isEqualTo(1);

    int forgotten =
        house.database.write(
            handle -> VoiceMessages.forget(handle, house.callers.of(VoicemailHouse.CALLER).key()));

    assertThat(forgotten).isEqualTo(1);
    assertThat(numbersKept()).isZero();
    assertThat(house.find("m-1").caller()).isEmpty();
    assertThat(house.open()).hasSize(1);
  }

  private int numbersKept() {
    return house.database.read(
        handle ->
            handle
                .createQuery("select count(*) from voice_message where number_sealed is not null")
                .mapTo(int.class)
                .one());
  }

  @Test
  void whoHadNoKeysIsUrgentAtOnceAndStandsFirst() {
    house.leaves("m-1", "message");
    house.leaves("m-2", "no-key");

    assertThat(house.open()).extracting(VoiceMessage::id).containsExactly("m-2", "m-1");
    assertThat(house.find("m-2").dueAt()).isEqualTo(house.clock.instant());
  }

  @Test
  void whatTheCallsEventsTellAgainMakesNoSecondTask() {
    String receipt = house.leaves("m-1", "message");
    house.tells(new CallEvent.MessageLeft("m-1", "message", Duration.ofSeconds(4)));

    house.round();
    house.open(VoicemailConfig.STANDARD);
    house.round();

    assertThat(house.open()).extracting(VoiceMessage::receipt).containsExactly(receipt);
  }

  @Test
  void aMessageThatWasNotNotedInTimeIsMadeFromItsEvent() {
    house.speaks("m-1");
    house.tells(
        new CallEvent.CallStarted(
            house.callers.of(VoicemailHouse.CALLER).key(), "TJ", "700", "PJSIP/demo-1"));
    house.tells(new CallEvent.LanguageChosen("ru", true));
    house.tells(new CallEvent.MessageLeft("m-1", "message", Duration.ofSeconds(4)));

    house.round();

    assertThat(house.find("m-1").language()).isEqualTo("ru");
    assertThat(house.find("m-1").caller()).contains(house.callers.of(VoicemailHouse.CALLER).key());
    assertThat(house.find("m-1").sound()).isEqualTo(VoiceMessage.Sound.SEALED);
  }

  @Test
  void aServerThatDiesInTheMiddleOfAMessageLosesNothing() throws IOException {
    house.begins("m-1", "message");
    byte[] said = house.speaks("m-1");
    house.begins("m-2", "message"); // the tone was played, and nothing said
    house.tells(new CallEvent.CallEnded());

    house.open(VoicemailConfig.STANDARD);
    house.round();

    assertThat(house.open()).extracting(VoiceMessage::id).containsExactly("m-1");
    assertThat(house.messages.listen("m-1", "op1")).contains(said);
    assertThat(house.find("m-1").callable()).isTrue();
  }

  @Test
  void whatIsStillBeingSaidWaitsForTheEndOfTheCall() {
    house.begins("m-1", "message");
    house.speaks("m-1");

    house.open(VoicemailConfig.STANDARD);
    house.round();

    assertThat(house.open()).isEmpty();
    assertThat(house.plain("m-1")).exists();
  }

  @Test
  void silenceIsATaskOnlyWhereItMayMeanSomething() {
    house.messages.begins(
        new Messages.Recording(VoicemailHouse.CALL, "m-1", "no-key", false, true, "tg"));
    house.messages.left("m-1", Duration.ZERO);
    house.begins("m-2", "message");
    house.messages.dropped("m-2");
    house.tells(new CallEvent.CallEnded());

    house.round();

    assertThat(house.open()).extracting(VoiceMessage::id).containsExactly("m-1");
    assertThat(house.find("m-1").sound()).isEqualTo(VoiceMessage.Sound.NONE);
    assertThat(house.messages.listen("m-1", "op1")).isEmpty();
  }

  @Test
  void whatTheCallerGaveUpIsGoneAndWhatIsSaidAgainIsKept() throws IOException {
    house.begins("m-1", "message");
    house.speaks("m-1");
    house.messages.dropped("m-1"); // "say it again"
    assertThat(house.soundLiesOpen()).isFalse();
    house.begins("m-1", "message");
    house.speaks("m-1");
    house.tells(new CallEvent.CallEnded()); // and the server died

    house.open(VoicemailConfig.STANDARD);
    house.round();

    assertThat(house.open()).extracting(VoiceMessage::id).containsExactly("m-1");
    assertThat(house.find("m-1").callable()).isTrue();
  }

  @Test
  void theSafetyNetsOwnMessageIsUrgentAndItsNumberIsKept() {
    String id = "hamroh-1795314088.7-net";
    house.database.write(
        handle -> {
          house.messages.netBegins(
              handle, VoicemailHouse.CALL, id, VoicemailHouse.CALLER.e164(), house.clock.instant());
          return true;
        });
    house.speaks(id);
    house.tells(new CallEvent.MessageLeft(id, "safety-net", Duration.ofSeconds(4)));
    house.tells(new CallEvent.CallEnded());

    house.round();
    house.round();

    assertThat(house.open()).extracting(VoiceMessage::kind).containsExactly("safety-net");
    assertThat(house.find(id).urgent()).isTrue();
    assertThat(house.messages.callBack(house.find(id), "op1")).contains("731942");
    assertThat(house.booked).containsExactly("+992900000070 for op1");
  }

  @Test
  void soonAfterTheRecordingNothingLiesOpenAndTheSoundIsTheSame() throws IOException {
    house.begins("m-1", "message");
    house.speaks("m-1");
    assertThat(house.soundLiesOpen()).isTrue();

    house.messages.left("m-1", Duration.ofSeconds(4));
    house.round();

    assertThat(house.plain("m-1")).doesNotExist();
    assertThat(house.soundLiesOpen()).isFalse();
    assertThat(house.rights(house.sealed("m-1"))).isEqualTo("rw-------");
    assertThat(house.rights(house.files.messages())).isEqualTo("rwx------");
    assertThat(house.messages.listen("m-1", "op1")).contains(VoicemailHouse.sound());
  }

  @Test
  void aCrashAtAnyPointOfSealingEndsTheSame() throws IOException {
    house.leaves("before-the-key", "message");
    house.leaves("half-a-file", "message");
    house.leaves("both-files", "message");
    house.leaves("told-but-open", "message");
    house.round();
    for (String id : new String[] {"before-the-key", "half-a-file", "both-files"}) {
      sound(id, VoiceMessage.Sound.PLAIN);
    }
    house.database.write(
        handle ->
            handle.execute(
                "update voice_message set sound_key = null where id = ?", "before-the-key"));
    Files.delete(house.sealed("before-the-key"));
    Files.delete(house.sealed("half-a-file"));
    Files.write(house.files.messages().resolve("half-a-file.sealed-part"), new byte[100]);
    for (String id :
        new String[] {"before-the-key", "half-a-file", "both-files", "told-but-open"}) {
      house.speaks(id);
    }

    house.open(VoicemailConfig.STANDARD);
    house.round();

    assertThat(house.soundLiesOpen()).isFalse();
    assertThat(house.open())
        .hasSize(4)
        .allSatisfy(
            message -> {
              assertThat(message.sound()).isEqualTo(VoiceMessage.Sound.SEALED);
              assertThat(house.messages.listen(message.id(), "op1"))
                  .contains(VoicemailHouse.sound());
            });
  }

  private void sound(String id, VoiceMessage.Sound sound) {
    house.database.write(
        handle -> {
          SoundLines.sound(handle, id, sound);
          return true;
        });
  }

  @Test
  void aFileThatVanishedIsToldAndTheTaskStays() {
    house.begins("m-1", "message");
    house.messages.left("m-1", Duration.ofSeconds(4));

    house.round();

    assertThat(house.find("m-1").sound()).isEqualTo(VoiceMessage.Sound.LOST);
    assertThat(house.messages.listen("m-1", "op1")).isEmpty();
  }

  @Test
  void oneFlippedBitIsNoticed() throws IOException {
    house.leaves("m-1", "message");
    house.round();
    byte[] sealed = Files.readAllBytes(house.sealed("m-1"));
    sealed[sealed.length / 2] ^= 1;
    Files.write(house.sealed("m-1"), sealed);

    assertThatThrownBy(() -> house.messages.listen("m-1", "op1"))
        .isInstanceOf(BrokenSealException.class);
  }

  @Test
  void everyListeningIsWrittenDownOnceHoweverOftenThePlayerAsks() {
    house.leaves("m-1", "message");
    house.messages.listen("m-1", "op1");
    house.messages.listen("m-1", "op1");
    house.messages.listen("m-1", "op2");
    house.clock.pass(Duration.ofHours(1));
    house.messages.listen("m-1", "op1");

    assertThat(house.messages.listenings("m-1"))
        .extracting(VoiceMessage.Listening::listener)
        .containsExactly("op1", "op2", "op1");
    assertThat(house.find("m-1").plays()).isEqualTo(3);
  }

  @Test
  void onePersonTakesItAndOnlyASupervisorTakesItOver() {
    house.leaves("m-1", "message");

    assertThat(house.messages.take("m-1", "op1", false)).isEqualTo(VoiceMessages.Outcome.DONE);
    assertThat(house.messages.take("m-1", "op2", false)).isEqualTo(VoiceMessages.Outcome.TOO_LATE);
    assertThat(house.messages.finish("m-1", MessageState.ANSWERED, "op2", false, ""))
        .isEqualTo(VoiceMessages.Outcome.TOO_LATE);
    assertThat(house.messages.take("m-1", "head", true)).isEqualTo(VoiceMessages.Outcome.DONE);
    assertThat(house.messages.finish("m-1", MessageState.ANSWERED, "head", false, "told her"))
        .isEqualTo(VoiceMessages.Outcome.DONE);
    assertThat(house.messages.take("m-1", "head", true)).isEqualTo(VoiceMessages.Outcome.TOO_LATE);
    assertThat(house.messages.take("none", "op1", false)).isEqualTo(VoiceMessages.Outcome.UNKNOWN);
    VoiceMessage done = house.find("m-1");
    assertThat(done.taken()).map(VoiceMessage.Deed::by).contains("head");
    assertThat(done.done()).map(VoiceMessage.Deed::by).contains("head");
    assertThat(done.note()).isEqualTo("told her");
    assertThat(house.open()).isEmpty();
  }

  @Test
  void soundAndNumberAreErasedSomeTimeAfterTheAnswerAndStayErased() {
    VoicemailConfig config =
        new VoicemailConfig(null, null, Map.of("default", 30, "complaint", 90));
    house.open(config);
    house.leaves("m-1", "message");
    house.leaves("m-2", "complaint");
    house.leaves("m-3", "message"); // nobody has answered it
    house.tells(new CallEvent.MessageLeft("m-1", "message", Duration.ofSeconds(4)));
    house.round();
    house.messages.finish("m-1", MessageState.ANSWERED, "op1", false, "a word");
    house.messages.finish("m-2", MessageState.CLOSED, "op1", false, "");

    house.clock.pass(Duration.ofDays(4));
    house.round();
    assertThat(house.find("m-1").callable()).isFalse();
    assertThat(house.find("m-3").callable()).isTrue();
    house.clock.pass(Duration.ofDays(27));
    house.round();
    house.open(config);
    house.round();

    assertThat(house.find("m-1").sound()).isEqualTo(VoiceMessage.Sound.ERASED);
    assertThat(house.find("m-1").note()).isEmpty();
    assertThat(house.sealed("m-1")).doesNotExist();
    assertThat(house.find("m-2").sound()).isEqualTo(VoiceMessage.Sound.SEALED);
    assertThat(house.find("m-3").sound()).isEqualTo(VoiceMessage.Sound.SEALED);
  }

  @Test
  void noNumberStandsInTheStore() throws IOException {
    house.leaves("m-1", "message");
    house.round();
    byte[] number = "992900000070".getBytes(StandardCharsets.US_ASCII);

    for (String file : new String[] {"voicemail.db", "voicemail.db-wal"}) {
      assertThat(VoicemailHouse.contains(Files.readAllBytes(folder.resolve(file)), number))
          .as(file)
          .isFalse();
    }
  }

  @Test
  void aWithheldNumberLeavesATaskThatCannotBeCalled() {
    house.onLine.clear();
    house.leaves("m-1", "message");

    assertThat(house.find("m-1").caller()).isEmpty();
    assertThat(house.find("m-1").callable()).isFalse();
    assertThat(house.messages.callBack(house.find("m-1"), "op1")).isEqualTo(Optional.empty());
  }
}
