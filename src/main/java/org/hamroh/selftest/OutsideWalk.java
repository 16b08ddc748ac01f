package org.hamroh.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiCall;
import org.hamroh.agi.AgiEntry;
import org.hamroh.agi.AgiHangup;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.call.CallId;
import org.hamroh.call.NobodysCalls;
import org.hamroh.callback.PhoneLine;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.voice.Pcm;
import org.jspecify.annotations.Nullable;

/// Rings one of our numbers as the world does: out by the carrier, which brings the call back to us
/// as any caller's. The leg that went out listens, knows the greeting by its sound, presses 0 for a
/// person, and waits until the queue's door is reached and the line hangs up.
///
/// The test passes the gate like everything that leaves. The key is pressed only when the call that
/// came back is known for ours: else a person of ours would be rung for nobody.
///
/// One test at a time; the two ends of it meet in [#prove] and [#serve], on threads of their own.
public final class OutsideWalk implements AgiEntry {

  /// The path of the address that the dialplan gives.
  public static final String PATH = "proof";

  private static final String CONTEXT = "proof";

  /// A call through a carrier is answered by us at once; so long it may look for the way.
  private static final Duration RING = Duration.ofSeconds(30);

  /// Listened to in pieces, so that a greeting that was known early costs no second more.
  private static final Duration SLICE = Duration.ofSeconds(3);

  private static final int SLICES = 4;

  /// What is said before a queue is some ten seconds long.
  private static final Duration DOOR_WITHIN = Duration.ofSeconds(60);

  /// Shorter than what the PBX takes for a dead network.
  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(5);

  /// Everything together, and some patience with a busy machine.
  private static final Duration OVER_WITHIN =
      RING.plus(SLICE.multipliedBy(SLICES)).plus(DOOR_WITHIN).plusSeconds(15);

  private static final char A_PERSON = '0';
  private static final int MINUTES = 1;
  private static final Logger LOG = LogManager.getLogger(OutsideWalk.class);

  /// The carrier that is rung, and the number of ours that it shows.
  public record Carrier(String trunk, PhoneNumber callerId) {}

  /// A test that is under way.
  private record Test(
      CallId leg,
      String number,
      String ticket,
      GreetingEar ear,
      AtomicBoolean answered,
      CompletableFuture<String> over) {}

  private final Carrier carrier;
  private final Map<String, PhoneNumber> dialled;
  private final OutgoingGate gate;
  private final Database database;
  private final PhoneLine line;
  private final TestTickets tickets;
  private final Function<String, Map<String, Path>> greetings;
  private final Path folder;
  private final Clock clock;
  private final NobodysCalls nobodys;
  private final AtomicInteger count = new AtomicInteger();
  private volatile @Nullable Test test;

  /// @param dialled   what the world dials, by our number as the carrier brings it
  /// @param greetings for a number: the sounds one of which is heard first, by name
  /// @param folder    for what the test hears, which is deleted when it has been judged
  public OutsideWalk(
      Carrier carrier,
      Map<String, PhoneNumber> dialled,
      OutgoingGate gate,
      Database database,
      PhoneLine line,
      TestTickets tickets,
      Function<String, Map<String, Path>> greetings,
      Path folder,
      Clock clock) {
    this.carrier = carrier;
    this.dialled = Map.copyOf(dialled);
    this.gate = gate;
    this.database = database;
    this.line = line;
    this.tickets = tickets;
    this.greetings = greetings;
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
    this.nobodys = new NobodysCalls(database);
  }

  boolean knows(String number) {
    return dialled.containsKey(number);
  }

  /// The gate lets no test out now.
  ///
  /// @param why in words for those who run the line
  record Kept(String why) {}

  /// What came of a test: it was kept in, or went out and came to an end.
  ///
  /// @param trouble empty when the number is proven
  record Came(Optional<Kept> kept, Optional<String> trouble) {}

  /// Rings this number, which [#knows] must have said yes to.
  synchronized Came prove(String number) {
    Map<String, Path> sounds = greetings.apply(number);
    if (sounds.isEmpty()) {
      return came("the greeting has no sound");
    }
    if (!line.isUp()) {
      return came("the PBX cannot be asked to ring");
    }
    PhoneNumber to = Objects.requireNonNull(dialled.get(number));
    Errand errand = Errand.call(to, Purpose.SELF_TEST, MINUTES);
    Instant now = clock.instant();
    CallId leg = CallId.ofProof(now, count.incrementAndGet());
    nobodys.add(leg, now);
    if (database.<Verdict>write(handle -> gate.pass(handle, errand))
        instanceof Verdict.Closed closed) {
      return new Came(Optional.of(new Kept(closed.reason().sentence())), Optional.empty());
    }
    String ticket = tickets.await(carrier.callerId());
    Test going =
        new Test(
            leg,
            number,
            ticket,
            new GreetingEar(sounds),
            new AtomicBoolean(),
            new CompletableFuture<>());
    test = going;
    try {
      return ring(going, errand);
    } finally {
      test = null;
      boolean door = tickets.tear(ticket);
      LOG.debug("event=proof-over leg={} door={}", leg, door);
    }
  }

  private static Came came(String trouble) {
    return new Came(Optional.empty(), Optional.of(trouble).filter(words -> !words.isEmpty()));
  }

  private Came ring(Test going, Errand errand) {
    if (gate.ask(errand.goingOn(true)) instanceof Verdict.Closed closed) {
      return new Came(Optional.of(new Kept(closed.reason().sentence())), Optional.empty());
    }
    AmiAnswer<String> answer =
        line.ring(
            new CallOut(
                going.leg.value(),
                carrier.trunk(),
                errand.number().e164(),
                carrier.callerId().e164(),
                CONTEXT,
                Map.of(),
                RING));
    return switch (answer) {
      case AmiAnswer.Refused<String> refused -> came("the PBX did not ring: " + refused.reason());
      case AmiAnswer.NotSent<String> notSent -> came("the PBX did not ring: " + notSent.reason());
      case AmiAnswer.Done<String> done -> await(going);
      case AmiAnswer.Unanswered<String> unanswered -> await(going);
    };
  }

  private static Came await(Test going) {
    try {
      return came(going.over.get(OVER_WITHIN.toSeconds(), TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      return came("the test call came to no end");
    } catch (ExecutionException e) {
      return came("the test call failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return came("the server stopped during the test call");
    }
  }

  /// The PBX has written that a leg is gone; unanswered when [#serve] has not met it.
  ///
  /// @param cause Q.850
  public void ended(CallId leg, int cause) {
    Test going = test;
    if (going != null && going.leg.equals(leg) && !going.answered.get()) {
      boolean first = going.over.complete(unanswered(cause));
      LOG.debug("event=proof-leg-gone leg={} cause={} unanswered={}", leg, cause, first);
    }
  }

  private static String unanswered(int cause) {
    return switch (cause) {
      case 17 -> "the carrier says that our number is busy";
      case 0, 16, 18, 19 -> "nobody answered: the carrier did not bring the call to us";
      case 1, 28 -> "the carrier does not know our number (cause " + cause + ")";
      default -> "the carrier refused the call (cause " + cause + ")";
    };
  }

  /// The carrier has answered: listens, presses 0, waits for the end.
  @Override
  public void serve(AgiCall leg) {
    Test going = test;
    if (going == null || !going.leg.value().equals(leg.request().uniqueId())) {
      return; // of a server before us: the dialplan hangs up
    }
    going.answered.set(true);
    try {
      going.over.complete(walk(leg, going));
    } catch (AgiHangup gone) {
      going.over.complete(ending(going));
      throw gone;
    } catch (RuntimeException e) {
      going.over.complete("the test call failed: " + e.getMessage());
      throw e;
    } catch (IOException e) {
      going.over.complete("the test call cannot listen: " + e.getMessage());
    }
  }

  /// @return what is wrong; never nothing, for a line that works hangs up by itself
  private String walk(AgiCall leg, Test going) throws IOException {
    Files.createDirectories(folder);
    String quiet = quiet();
    Optional<String> trouble = greeting(leg, going, quiet);
    if (trouble.isPresent()) {
      return trouble.get();
    }
    leg.press(A_PERSON);
    leg.waitForKey(SelfCaller.WORDS_BEGUN);
    leg.press(A_PERSON); // each second of the words before a queue is paid for
    Instant until = clock.instant().plus(DOOR_WITHIN);
    while (clock.instant().isBefore(until)) {
      leg.play(quiet, "", BETWEEN_SIGNS); // a line without a packet is taken for dead
      leg.waitForKey(BETWEEN_SIGNS);
    }
    return "the greeting was heard, but the line did not end at the queue's door";
  }

  private Optional<String> greeting(AgiCall leg, Test going, String quiet) throws IOException {
    Path file = folder.resolve(going.leg.value() + ".wav");
    short[] heard = new short[0];
    try {
      leg.play(quiet, "", BETWEEN_SIGNS);
      for (int slice = 0; slice < SLICES; slice++) {
        listen(leg, file); // what comes between two slices waits in the PBX's socket
        heard = joined(heard, Pcm.read(file).samples());
        if (going.ear.recognise(heard).isPresent()) {
          return cameBack(going);
        }
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Optional<TestTickets.Back> back = tickets.back(going.ticket);
    String where =
        back.isEmpty()
            ? "the call did not come back to us; something else answered and was "
            : "the call came back at " + back.get().dialed() + ", and the greeting was ";
    return Optional.of(
        where + (GreetingEar.isSilent(heard) ? "silent" : "not the greeting of " + going.number));
  }

  private static void listen(AgiCall leg, Path file) {
    String path = file.toString();
    leg.record(path.substring(0, path.lastIndexOf('.')), "", SLICE, Duration.ZERO);
  }

  private static short[] joined(short[] one, short[] other) {
    short[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /// Whether what speaks our greeting is this line, and knows the call for its own.
  private Optional<String> cameBack(Test going) {
    Optional<TestTickets.Back> back = tickets.back(going.ticket);
    if (back.isEmpty()) {
      return Optional.of(
          "the greeting was heard, but no call came in that shows "
              + carrier.callerId()
              + ": the carrier shows another number");
    }
    return back.filter(where -> !where.dialed().equals(going.number))
        .map(where -> "the carrier brought the call to " + where.dialed());
  }

  /// The far end has hung up.
  private String ending(Test going) {
    if (tickets.atDoor(going.ticket)) {
      return "";
    }
    return tickets.back(going.ticket).isEmpty()
        ? "the carrier hung up before the greeting was heard"
        : "the line hung up before the queue's door";
  }

  /// A fifth of a second of silence, which shows that we are there.
  private String quiet() throws IOException {
    Path file = folder.resolve("quiet.wav");
    if (!Files.exists(file)) {
      Path whole = Files.createTempFile(folder, "quiet", ".part");
      Files.write(whole, new Pcm(new short[1_600], 8_000).wav());
      Files.move(
          whole,
          file,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
    return folder.resolve("quiet").toString();
  }

  /// Forgets what a test before us may have left behind.
  public void tidy() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var left = Files.newDirectoryStream(folder, "hamroh-proof*.wav")) {
      for (Path one : left) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
