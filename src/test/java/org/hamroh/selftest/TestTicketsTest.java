package org.hamroh.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.hamroh.call.CallId;
import org.hamroh.phone.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestTicketsTest {

  private static final PhoneNumber OURS = new PhoneNumber("+992900000700");
  private static final CallId CALL = new CallId("hamroh-1763769600.12");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T09:00:00Z"));
  private final InstantSource time = now::get;
  private final TestTickets tickets = new TestTickets(time.withZone(ZoneOffset.UTC));

  @Test
  void numberOfATestFromInsideIsGoodForOneCall() {
    String ticket = tickets.issue();

    assertThat(tickets.admits(ticket, "700", CALL)).isTrue();
    assertThat(tickets.admits(ticket, "700", new CallId("hamroh-1763769600.13"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+992900000700", "992900000700", "00992900000700", "900000700"})
  void callThatComesBackIsKnownHoweverTheCarrierWritesOurNumber(String shown) {
    String ticket = tickets.await(OURS);

    assertThat(tickets.admits(shown, "704", CALL)).isTrue();
    assertThat(tickets.back(ticket).orElseThrow().dialed()).isEqualTo("704");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "700", "+992900000701", "+79990000000"})
  void otherCallersAreCallersWhileATestIsUnderWay(String shown) {
    String ticket = tickets.await(OURS);

    assertThat(tickets.admits(shown, "700", CALL)).isFalse();
    assertThat(tickets.back(ticket)).isEmpty();
  }

  @Test
  void ourOwnNumberIsACallerWhenNoTestIsUnderWay() {
    String ticket = tickets.await(OURS);
    now.set(now.get().plus(Duration.ofMinutes(2)));
    assertThat(tickets.admits(OURS.e164(), "700", CALL)).isFalse();

    tickets.tear(ticket);

    assertThat(tickets.admits(OURS.e164(), "700", CALL)).isFalse();
  }

  @Test
  void doorCountsForTheCallThatReachedIt() {
    String ticket = tickets.await(OURS);
    tickets.admits(OURS.e164(), "700", CALL);
    tickets.atTheDoor(new CallId("hamroh-1.1"));
    assertThat(tickets.atDoor(ticket)).isFalse();

    tickets.atTheDoor(CALL);

    assertThat(tickets.tear(ticket)).isTrue();
    assertThat(tickets.tear(ticket)).isFalse();
  }
}
