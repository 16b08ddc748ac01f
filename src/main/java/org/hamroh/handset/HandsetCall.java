package org.hamroh.handset;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptRunner;
import org.hamroh.ivr.WayOut;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.ivr.outside.Listings;

/// One call between a page and the real script engine, on a thread of its own. Its events go to the
/// page and nowhere else.
final class HandsetCall implements CallJournal {

  private static final Logger LOG = LogManager.getLogger(HandsetCall.class);

  private final String id;
  private final String owner;
  private final Stage stage;
  private final ScriptBook.Entry entry;
  private final Optional<String> language;
  private final HandsetClock clock;
  private final Mailbox mailbox;
  private volatile boolean over;

  /// @param owner    who holds the telephone
  /// @param language what the caller chose earlier, as one who comes back from a queue
  HandsetCall(
      String id,
      String owner,
      Stage stage,
      ScriptBook.Entry entry,
      Optional<String> language,
      HandsetClock clock,
      Mailbox mailbox) {
    this.id = id;
    this.owner = owner;
    this.stage = stage;
    this.entry = entry;
    this.language = language;
    this.clock = clock;
    this.mailbox = mailbox;
  }

  String id() {
    return id;
  }

  String owner() {
    return owner;
  }

  boolean isOver() {
    return over;
  }

  void start(String defaultLanguage, Known caller, Listings listings) {
    ScriptRunner runner =
        new ScriptRunner(
            this, clock, defaultLanguage, new Pretence(mailbox, caller).services(stage, listings));
    Thread.ofVirtual().name("handset-" + id).start(() -> run(runner));
  }

  private void run(ScriptRunner runner) {
    String how = "failed";
    try {
      WayOut out =
          runner.run(
              new CallId("handset-" + id), entry, language, new HandsetLine(stage, clock, mailbox));
      how = out.word();
    } catch (RuntimeException e) {
      LOG.error("event=handset-failed handset={}", id, e);
    } finally {
      mailbox.tell(new Sign.Over(how));
      over = true;
    }
  }

  @Override
  public void tell(CallId call, Instant at, CallEvent event) {
    Sign.of(event).ifPresent(mailbox::tell);
  }

  /// @param after the last sign that the page has, 0 for none
  List<Mailbox.Numbered> signs(int after, Duration wait) throws InterruptedException {
    return mailbox.read(after, over ? Duration.ZERO : wait);
  }

  boolean does(Move move) {
    return mailbox.offer(move);
  }
}
