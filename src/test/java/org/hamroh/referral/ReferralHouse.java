package org.hamroh.referral;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseId;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.hours.HoursBook;
import org.hamroh.mail.MailConfig;
import org.hamroh.mail.SmtpPost;
import org.hamroh.store.Database;
import org.hamroh.web.Texts;

/// The room of referrals over a real store and a real mail server. Case 4711123 is Zarina's, and
/// Malika, a supervisor, sees it too.
final class ReferralHouse implements AutoCloseable {

  static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  static final Actor ZARINA = new Actor("zarina", "127.0.0.1");
  static final Actor MALIKA = new Actor("malika", "127.0.0.1");
  static final Actor STRANGER = new Actor("odina", "127.0.0.1");
  static final String SECRET = "a secret of this site, for tests";
  private static final Pattern LINK = Pattern.compile("https://hotline\\.example(/partner/\\S+)");

  final Now clock = new Now();
  final Database database;
  final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  final List<String> texts = new ArrayList<>();
  final List<String> alarms = new ArrayList<>();
  final CaseId caseId;
  final CaseBook cases;
  final HoursBook hours;
  ReferralRoom room;

  /// Zarina talks in a call; what the caller presses is said by the test.
  final Talk talk = new Talk();

  static final class Talk implements KeyConsents.TalkKeys {
    private final AtomicReference<KeyConsents.Asker> asked = new AtomicReference<>();

    void press(boolean yes) {
      asked.get().answered(yes);
    }

    @Override
    public Optional<String> talkOf(String login) {
      return login.equals("zarina") ? Optional.of("1763800000.7") : Optional.empty();
    }

    @Override
    public void ask(String call, String login, KeyConsents.Asker asker) {
      asked.set(asker);
    }
  }

  static final class Now extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-11-23T05:00:00Z"));

    void pass(Duration time) {
      now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return SITE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  ReferralHouse(Database database) {
    this(database, HoursBook.none());
  }

  ReferralHouse(Database database, HoursBook hours) {
    this.database = database;
    this.hours = hours;
    new DirectoryStore(database)
        .addMissing(SourceDirectory.places(), SourceDirectory.organisations());
    cases = new CaseBook(database);
    caseId = CaseBook.open(database, "4711123", "zarina", "malika");
    contact("fitt", "help@fitt.example", "+992900000071", "tg");
    contact("human-rights-centre", "", "+992900000072", "ru");
    mail.start();
    room = room(mail.getSmtp().getPort());
  }

  /// The room as it starts anew, with a mail server at that port.
  ReferralRoom room(int mailPort) {
    return new ReferralRoom(
        new ReferralRoom.Parts(
            database,
            cases,
            new AuditTrail(clock),
            SECRET,
            "another secret, for links only",
            Texts.load(SITE, List.of("referral")),
            () -> hours,
            "office",
            SITE,
            "Hamroh",
            "tg",
            URI.create("https://hotline.example"),
            Optional.of(
                new SmtpPost(new MailConfig("127.0.0.1", mailPort, "hotline@union.example", null))),
            (handle, number, language, text) -> {
              texts.add(number.e164() + " " + text);
              return Optional.empty();
            },
            (kind, about, since) -> alarms.add(kind.word() + " " + about),
            topic -> {},
            clock));
  }

  void contact(String id, String email, String phone, String language) {
    database.write(
        handle ->
            handle.execute(
                "update organisation set email = ?, phone = ?, letters = ? where organisation_id = ?",
                email,
                phone,
                language,
                id));
  }

  static Map<SharedField, String> words() {
    Map<SharedField, String> words = new EnumMap<>(SharedField.class);
    words.put(SharedField.NAME, "Parvina");
    words.put(SharedField.CONTACT, "in the evening, +992900000055");
    words.put(SharedField.NEED, "a lawyer for unpaid wages");
    words.put(SharedField.EMPLOYER, "Stroymontazh");
    return words;
  }

  ReferralId offered(String partner) {
    return room.referrals.offer(
        ZARINA, caseId, new Referrals.Offer(partner, "legal-aid", false, words()));
  }

  ReferralId consented(String partner) {
    ReferralId id = offered(partner);
    room.consents.consent(
        ZARINA,
        id,
        Referral.How.VOICE,
        "tg",
        java.util.EnumSet.of(SharedField.NAME, SharedField.NEED),
        "1763800000.7");
    return id;
  }

  ReferralId sent(String partner) {
    ReferralId id = consented(partner);
    room.sendings.send(ZARINA, id, "");
    room.letters.sendDue();
    return id;
  }

  Referral find(ReferralId id) {
    return database.read(handle -> ReferralStore.find(handle, id)).orElseThrow();
  }

  List<String> steps(ReferralId id) {
    return database.read(handle -> ReferralStore.deeds(handle, id)).stream()
        .map(one -> one.step().word() + " by " + one.who())
        .toList();
  }

  List<String> letters() {
    return Arrays.stream(mail.getReceivedMessages()).map(ReferralHouse::letter).toList();
  }

  private static String letter(MimeMessage one) {
    try {
      return one.getAllRecipients()[0] + " | " + one.getSubject() + " | " + one.getContent();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The path of a letter's link, `/partner/…?language=tg`.
  static String link(String letter) {
    Matcher found = LINK.matcher(letter);
    if (!found.find()) {
      throw new AssertionError("no link in " + letter);
    }
    return found.group(1);
  }

  static String token(String letter) {
    return link(letter).replaceAll("^/partner/|\\?.*$", "");
  }

  @Override
  public void close() {
    mail.stop();
    room.close();
  }

  static Database open(Path folder) {
    return Database.open(folder.resolve("referrals.db"));
  }
}
