package org.hamroh.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.FromSmsc.Incoming;
import org.hamroh.sms.PartStore.Group;
import org.hamroh.sms.PartStore.Part;
import org.hamroh.sms.SmsGateway.TextReader;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// What people write to us, on its way to the keeper: parts are joined in whatever order they come,
/// what an SMSC brings twice counts once, and a text whose last part never comes is shown without
/// it. All of it is in the store before the SMSC is told that we have it.
final class IncomingTexts implements AutoCloseable {

  /// Networks deliver the parts of one text within seconds; whoever writes for help is not kept
  /// waiting for the rest.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How long a late part still finds its text. Telephones count references up to 255 only, and
  /// begin again.
  static final Duration PARTS_KEPT = Duration.ofHours(6);

  /// An SMSC that missed our answer brings the same again within its own patience.
  static final Duration SEEN = Duration.ofMinutes(2);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  /// Octets of the header of parts with an 8-bit reference.
  private static final int UDH = 6;

  private static final String GAP = " […] ";
  private static final Logger LOG = LogManager.getLogger(IncomingTexts.class);

  private final Database database;
  private final Clock clock;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sms-parts").daemon().factory());
  private volatile TextReader reader = (handle, from, text) -> {};
  private volatile IncomingKeeper keeper =
      (handle, text) -> {
        throw new IllegalStateException("nobody keeps what people write to us");
      };

  IncomingTexts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void readBy(TextReader one) {
    reader = one;
  }

  void keepBy(IncomingKeeper one) {
    keeper = one;
  }

  /// Looks for texts whose last part does not come, also for those from before a crash.
  void start() {
    long every = LOOK_EVERY.toMillis();
    sweeper.scheduleWithFixedDelay(this::sweepSafely, 0, every, TimeUnit.MILLISECONDS);
  }

  /// Keeps a text durably; after this it may be answered.
  void take(String route, Incoming incoming) {
    UserData data = UserData.of(incoming.octets(), incoming.joined());
    UserData.Place place = data.place();
    Instant now = clock.instant();
    boolean known =
        database.write(
            handle -> {
              if (PartStore.isSeen(handle, print(incoming), now.minus(SEEN), now)) {
                return true;
              }
              if (place == null) {
                String text =
                    IncomingLetters.read(data.letters(), incoming.dataCoding(), data.header());
                keep(handle, new Whole(route, incoming.from(), incoming.to(), text, false), now);
              } else {
                part(handle, route, incoming, data.letters(), place);
              }
              return false;
            });
    LOG.info("event=text-received route={} part={} again={}", route, place != null, known);
  }

  private record Whole(String route, String from, String to, String text, boolean partial) {}

  private long keep(Handle handle, Whole whole, Instant at) {
    return keep(handle, whole, Optional.empty(), at);
  }

  private long keep(Handle handle, Whole whole, Optional<Long> instead, Instant at) {
    Optional<PhoneNumber> from = number(whole.from);
    long id =
        keeper.keep(
            handle,
            new IncomingText(whole.route, from, whole.to, whole.text, whole.partial, instead, at));
    from.ifPresent(number -> reader.read(handle, number, whole.text));
    return id;
  }

  private static Optional<PhoneNumber> number(String shown) {
    String digits = shown.replaceAll("[^0-9]", "");
    return digits.matches("[1-9][0-9]{6,14}")
        ? Optional.of(new PhoneNumber("+" + digits))
        : Optional.empty();
  }

  private void part(
      Handle handle, String route, Incoming incoming, byte[] letters, UserData.Place place) {
    Instant now = clock.instant();
    Group group =
        new Group(
            route,
            number(incoming.from()).map(PhoneNumber::e164).orElse(incoming.from()),
            incoming.to(),
            place.reference(),
            place.parts());
    List<Part> before = PartStore.parts(handle, group);
    Optional<Part> same = before.stream().filter(one -> one.part() == place.part()).findFirst();
    if (same.isPresent()) {
      if (Arrays.equals(same.get().octets(), letters)) {
        return; // brought twice
      }
      if (before.getFirst().textId().isEmpty()) {
        show(handle, group, before, now); // the telephone has begun to count anew
      }
      PartStore.forget(handle, group);
    }
    PartStore.add(handle, group, place.part(), incoming, letters, now);
    List<Part> all = PartStore.parts(handle, group);
    boolean shown = all.stream().anyMatch(one -> one.textId().isPresent());
    if (all.size() == group.parts() || shown) {
      show(handle, group, all, now);
    }
  }

  private void show(Handle handle, Group group, List<Part> parts, Instant now) {
    Whole whole =
        new Whole(
            group.route(),
            group.number(),
            group.to(),
            text(group, parts),
            parts.size() < group.parts());
    Optional<Long> instead = parts.stream().flatMap(one -> one.textId().stream()).findFirst();
    PartStore.shown(handle, group, keep(handle, whole, instead, now));
  }

  /// Neighbouring parts are read as one: a letter may be cut in two between them.
  private static String text(Group group, List<Part> parts) {
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    int next = 1;
    int coding = 0;
    for (Part part : parts) {
      boolean gap = part.part() != next;
      if (gap || part.coding() != coding || isPacked(part)) {
        text.append(read(run, coding));
      }
      if (gap) {
        text.append(GAP);
      }
      coding = part.coding();
      if (isPacked(part)) {
        text.append(IncomingLetters.read(part.octets(), coding, UDH));
      } else {
        run.writeBytes(part.octets());
      }
      next = part.part() + 1;
    }
    text.append(read(run, coding));
    if (next <= group.parts()) {
      text.append(GAP);
    }
    return text.toString().strip();
  }

  private static String read(ByteArrayOutputStream run, int coding) {
    String text = IncomingLetters.read(run.toByteArray(), coding, UDH);
    run.reset();
    return text;
  }

  /// Each part of packed septets has fill bits of its own.
  private static boolean isPacked(Part part) {
    boolean septets = part.coding() == 0 || part.coding() >= 0xf0 && (part.coding() & 4) == 0;
    for (byte octet : part.octets()) {
      if (septets && octet < 0) {
        return true;
      }
    }
    return false;
  }

  private void sweepSafely() {
    try {
      sweep();
    } catch (StoreException e) {
      LOG.error("event=parts-not-swept reason=\"{}\"", e.getMessage()); // the next look tries again
    }
  }

  /// Shows what has waited long enough for its last part.
  void sweep() {
    Instant now = clock.instant();
    List<Group> late = database.read(handle -> PartStore.late(handle, now.minus(PATIENCE)));
    for (Group group : late) {
      database.write(
          handle -> {
            List<Part> parts = PartStore.parts(handle, group);
            if (!parts.isEmpty() && parts.stream().noneMatch(one -> one.textId().isPresent())) {
              show(handle, group, parts, now);
              LOG.warn("event=text-partial parts={} of={}", parts.size(), group.parts());
            }
            return true;
          });
    }
    database.write(handle -> PartStore.forgetShown(handle, now.minus(PARTS_KEPT)));
  }

  private static String print(Incoming one) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String head = one.from() + "|" + one.to() + "|" + one.dataCoding() + "|" + one.joined() + "|";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(one.octets()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }
}
