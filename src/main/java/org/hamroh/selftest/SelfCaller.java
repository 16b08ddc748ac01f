package org.hamroh.selftest;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;

/// Rings one of our numbers as a caller does, over SIP and RTP: knows the greeting by its sound,
/// presses 0 for a person (again over the words about privacy, as who has heard them does), and
/// waits until the queue's door is reached and the line hangs up.
public final class SelfCaller implements BothWays.Inside {

  /// A caller who hears nothing for so long has hung up.
  private static final Duration GREETING_WITHIN = Duration.ofSeconds(15);

  /// What is said before a queue is some ten seconds long.
  private static final Duration DOOR_WITHIN = Duration.ofSeconds(60);

  private static final char A_PERSON = '0';

  /// The words before a queue have begun by then.
  static final Duration WORDS_BEGUN = Duration.ofSeconds(3);

  private final InetSocketAddress pbx;
  private final TestTickets tickets;
  private final Function<String, Map<String, Path>> greetings;

  /// @param pbx       where the carrier's calls come in, on this machine
  /// @param greetings for a number: the sounds one of which is heard first, by name
  public SelfCaller(
      InetSocketAddress pbx, TestTickets tickets, Function<String, Map<String, Path>> greetings) {
    this.pbx = pbx;
    this.tickets = tickets;
    this.greetings = greetings;
  }

  @Override
  public Optional<String> prove(String number) {
    Map<String, Path> sounds = greetings.apply(number);
    if (sounds.isEmpty()) {
      return Optional.of("the greeting has no sound");
    }
    String ticket = tickets.issue();
    Optional<String> trouble = call(number, ticket, sounds);
    boolean door = tickets.tear(ticket);
    return trouble.isPresent() || door
        ? trouble
        : Optional.of("the greeting was heard, but key 0 led to no queue");
  }

  private Optional<String> call(String number, String ticket, Map<String, Path> sounds) {
    try (Telephone phone = Telephone.open(pbx, PromptEar.of(sounds, Codec.ALAW));
        TelephoneCall call = phone.call(number, Caller.of(ticket))) {
      call.hear(Set.copyOf(sounds.keySet()), GREETING_WITHIN);
      call.press(A_PERSON);
      if (call.stay(WORDS_BEGUN)) {
        call.press(A_PERSON);
      }
      call.awaitHangup(DOOR_WITHIN);
      return Optional.empty();
    } catch (TelephoneException | UncheckedIOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
