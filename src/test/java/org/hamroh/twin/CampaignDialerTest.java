package org.hamroh.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.gate.OptOuts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.Broadcasts;
import org.hamroh.sms.MessageStore;
import org.junit.jupiter.api.Test;

/// Who is rung for a campaign, when, and when not.
final class CampaignDialerTest extends CampaignDialerHouse {

  @Test
  void aCampaignTakesNeitherReservedLinesNorThoseOfCallers() {
    dialer = dialer(8, 3);
    pbx.comingIn = 4;
    campaign(1, "calls", "", 20);

    dialer.round();
    dialer.round();

    assertThat(pbx.rung)
        .hasSize(4); // 8 lines, 4 of which callers have; 3 that are reserved are theirs

    pbx.comingIn = 0;
    dialer.round();
    dialer.round();

    assertThat(pbx.rung).hasSize(5);
    assertThat(pbx.legs.size() + 3).isLessThanOrEqualTo(8);
  }

  @Test
  void callsBackComeFirst() {
    dialer = dialer(4, 2);
    campaign(1, "calls", "", 5);
    database.write(
        handle ->
            handle.execute(
                """
                insert into callback (id, receipt, kind, caller_key, number, language, queue,
                  priority, safe, from_call, asked_at, not_before, until, state, why, attempts,
                  next_try_at, changed_at)
                values (1, '1', 'booked', 'k', '+992900000009', '', '', 0, 0, '', 0, 0, ?, 'waiting',
                  '', 0, 0, 0)
                """,
                Long.MAX_VALUE));

    dialer.round();

    assertThat(pbx.rung).hasSize(1);
  }

  @Test
  void nobodyIsRungWhileCallersWaitLongForOperators() {
    campaign(1, "calls", "", 1);
    waiting = CampaignDialer.QUEUE_PATIENCE.plusSeconds(1);

    dialer.round();

    assertThat(pbx.rung).isEmpty();

    waiting = CampaignDialer.QUEUE_PATIENCE;
    dialer.round();

    assertThat(pbx.rung).hasSize(1);
  }

  @Test
  void nobodyIsRungWhileTheClockIsInDoubt() {
    campaign(1, "calls", "", 3);
    clockDoubted = true;
    dialer.round();
    assertThat(pbx.rung).isEmpty();

    clockDoubted = false;
    dialer.round();

    assertThat(pbx.rung).hasSize(3);
  }

  @Test
  void whoIsBusyIsRungAgainInAQuarterOfAnHourAndWhoIsAwayInTwoHours() {
    campaign(1, "calls", "", 1);
    dialer.round();
    ends(BUSY);
    clock.pass(Duration.ofMinutes(14));
    dialer.round();
    assertThat(pbx.rung).hasSize(1);

    clock.pass(Duration.ofMinutes(1));
    dialer.round();

    assertThat(pbx.rung).hasSize(2);
    clock.pass(RANG);
    ends(NO_ANSWER);
    assertThat(person(1)).isEqualTo("waiting no-answer");
    clock.pass(Duration.ofMinutes(119));
    dialer.round();
    assertThat(pbx.rung).hasSize(2);
    clock.pass(Duration.ofMinutes(1));
    dialer.round();
    assertThat(pbx.rung).hasSize(3);
  }

  @Test
  void whoIsHeardIsDoneAndTheTextDoesNotLeaveAnyMore() {
    campaign(1, "calls", "", 1);
    dialer.round();
    answered();

    heard(Duration.ofSeconds(9));
    ends(HUNG_UP);

    assertThat(person(1)).isEqualTo("heard heard");
    assertThat(ask("select state || ' ' || reason from message"))
        .containsExactly("cancelled by-call");
    boolean left = database.read(handle -> MessageStore.anyLeft(handle, 1));
    assertThat(left).isFalse();
  }

  @Test
  void whoAnswersAndListensToNothingIsNotCalledHeard() {
    campaign(1, "calls", "", 1);
    for (int i = 0; i < 2; i++) {
      dialer.round();
      answered();
      clock.pass(Duration.ofSeconds(5));
      ends(HUNG_UP);
      clock.pass(Duration.ofHours(2));
    }
    dialer.round();

    assertThat(person(1)).isEqualTo("unheard unconfirmed");
    assertThat(pbx.rung).hasSize(2);
  }

  @Test
  void aPausedCampaignRingsNobodyAndAStoppedOneNeverAgain() {
    campaign(1, "calls", "", 2);
    state(1, "paused");
    dialer.round();
    assertThat(pbx.rung).isEmpty();

    state(1, "running");
    dialer = dialer(1, 0);
    dialer.round();
    assertThat(pbx.rung).hasSize(1);
    state(1, "stopped");
    ends(BUSY);
    clock.pass(Duration.ofHours(1));
    dialer.round();

    assertThat(pbx.rung).hasSize(1);
    assertThat(person(1)).isEqualTo("stopped stopped");
    assertThat(person(2)).isEqualTo("stopped stopped");
  }

  @Test
  void whoHasSaidStopIsNotRung() {
    campaign(1, "calls", "", 1);
    database.write(
        handle -> {
          OptOuts.add(handle, new PhoneNumber(number(1)), "call", clock.instant());
          return true;
        });

    dialer.round();

    assertThat(pbx.rung).isEmpty();
    assertThat(person(1)).isEqualTo("closed gate-person");
  }

  @Test
  void aDialerThatDiedAfterTheMarkRingsNobodyTwiceAtOnce() {
    campaign(1, "calls", "", 1);
    dialer.round();
    pbx.legs.clear(); // the PBX knows nothing of the leg: it never was, or its end is lost
    dialer = dialer(100, 0);

    dialer.round();
    assertThat(pbx.rung).hasSize(1);
    clock.pass(Duration.ofSeconds(11));
    dialer.round();

    assertThat(person(1)).isEqualTo("waiting lost");
    assertThat(pbx.rung).hasSize(1);
  }

  @Test
  void whoNeverListensIsAskedOnceAndThenLeftAloneUntilTheyAgreeAnew() {
    int campaign = 0;
    for (; campaign < Listeners.ASKED_AFTER; campaign++) {
      rungInVain(campaign + 1);
      assertThat(pbx.rung.getLast().variables()).containsEntry("HAMROH_HELLO", "campaign");
    }
    rungInVain(++campaign);
    assertThat(pbx.rung.getLast().variables()).containsEntry("HAMROH_HELLO", "campaign-last");
    int rung = pbx.rung.size();

    campaign(++campaign, "calls", "", 1);
    dialer.round();

    assertThat(pbx.rung).hasSize(rung);
    assertThat(person(1)).endsWith(",left-alone never-listens");
    long alone = database.read(handle -> Listeners.alone(handle, 1));
    assertThat(alone).isEqualTo(1);

    clock.pass(Duration.ofMinutes(1));
    long agreed = clock.instant().toEpochMilli();
    database.write(
        handle ->
            handle.execute(
                """
                insert into contact (id, number, name, language, country, place, consent_at,
                  consent_way, created_at, changed_at)
                values (1, ?, '', 'tg', 'TJ', '', ?, 'START', 0, 0)
                """,
                number(1),
                agreed));
    campaign(++campaign, "calls", "", 1);
    dialer.round();

    assertThat(pbx.rung).hasSize(rung + 1);
    assertThat(pbx.rung.getLast().variables()).containsEntry("HAMROH_HELLO", "campaign");
  }

  /// A campaign of its own, until nobody is tried any more.
  private void rungInVain(long campaign) {
    campaign(campaign, "calls", "", 1);
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofDays(1));
      dialer.round();
      clock.pass(RANG);
      ends(NO_ANSWER);
    }
  }

  @Test
  void besidesTextsOnlyThoseAreRungWhoDoNotRead() {
    database.write(
        handle -> {
          handle.execute(
              """
              insert into contact (id, number, name, language, country, place, consent_at,
                consent_way, created_at, changed_at)
              values (1, ?, '', 'tg', 'TJ', '', 1, 'paper', 0, 0)
              """,
              number(2));
          return handle.execute(
              "insert into contact_tag (contact_id, tag) values (1, 'no-reading')");
        });
    campaign(1, "both", "no-reading", 3);

    dialer.round();

    assertThat(pbx.rung).extracting(CallOut::number).containsExactly(number(2));
  }

  @Test
  void noTextLeavesOfACampaignThatRingsInstead() {
    campaign(1, "calls", "", 1);
    campaign(2, "both", "no-reading", 1);

    List<Long> texts = database.read(handle -> new CallsInstead(running()).running(handle));

    assertThat(texts).containsExactly(2L, 3L);
  }

  private static Broadcasts running() {
    return new Broadcasts() {
      @Override
      public List<Long> running(org.jdbi.v3.core.Handle handle) {
        return List.of(1L, 2L, 3L);
      }

      @Override
      public void changed(long campaignId) {}
    };
  }
}
