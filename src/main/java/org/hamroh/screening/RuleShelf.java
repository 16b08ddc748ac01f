package org.hamroh.screening;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;

/// All versions of the rules. The newest is asked by; a screening keeps the one that it was made
/// with, and shows it for as long as it is kept. Safe for all threads.
public final class RuleShelf {

  private static final String SHIPPED = "shipped";
  private static final Logger LOG = LogManager.getLogger(RuleShelf.class);

  private final Database database;
  private final Clock clock;
  private final Map<Long, ScreeningRules> versions = new ConcurrentHashMap<>();
  private volatile long newest;

  public RuleShelf(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Takes what the store has, and a newer version from the checkout. A file with mistakes does not
  /// stop the hotline: the last good version stays.
  ///
  /// @param home the checkout
  /// @throws ProblemsException when there is no good version at all
  public void start(Path home) {
    Problems problems = new Problems();
    database
        .read(
            handle ->
                handle
                    .createQuery("select body from screening_rules order by version")
                    .mapTo(String.class)
                    .list())
        .forEach(text -> RulesReader.parse("store", text, problems).ifPresent(this::put));
    RulesReader.read(home, problems).ifPresent(rules -> take(home, rules, problems));
    if (newest == 0) {
      problems.throwIfAny();
    }
    problems.list().forEach(one -> LOG.error("event=screening-rules-not-taken why=\"{}\"", one));
  }

  private void take(Path home, ScreeningRules rules, Problems problems) {
    if (rules.version() > newest) {
      keep(rules, text(home));
      put(rules);
      LOG.info("event=screening-rules-taken version={}", rules.version());
    } else if (!rules.equals(versions.get(rules.version()))) {
      problems.add(
          RulesReader.FILE.toString(),
          0,
          "version",
          "is " + rules.version() + " as before, but the rules are others",
          "give them version " + (newest + 1));
    }
  }

  private static String text(Path home) {
    try {
      return Files.readString(home.resolve(RulesReader.FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was read a moment ago
    }
  }

  private void keep(ScreeningRules rules, String text) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into screening_rules (version, body, taken_at, taken_by)
                    values (:version, :body, :at, :by)
                    """)
                .bind("version", rules.version())
                .bind("body", text)
                .bind("at", clock.millis())
                .bind("by", SHIPPED)
                .execute());
  }

  private void put(ScreeningRules rules) {
    versions.put(rules.version(), rules);
    newest = Math.max(newest, rules.version());
  }

  /// What is asked now.
  public ScreeningRules current() {
    return Objects.requireNonNull(versions.get(newest), "the shelf has not been started");
  }

  public Optional<ScreeningRules> of(long version) {
    return Optional.ofNullable(versions.get(version));
  }
}
