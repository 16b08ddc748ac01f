package org.hamroh.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the server's own log is kept. It names nobody, and is let go after 14 days all the
/// same.
public final class LogChecks {

  /// The longest that the log may be kept.
  static final Duration LONGEST = Duration.ofDays(14);

  private static final Path SYSTEMD = Path.of("/etc/systemd");
  private static final String REMEDY =
      "copy deploy/systemd/journald@hamroh.conf to /etc/systemd and restart"
          + " systemd-journald@hamroh";
  private static final Pattern KEPT = Pattern.compile("(?m)^MaxRetentionSec=(\\d+) *([a-z]*)\\s*$");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "", ChronoUnit.SECONDS,
          "s", ChronoUnit.SECONDS,
          "min", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS,
          "day", ChronoUnit.DAYS,
          "days", ChronoUnit.DAYS,
          "w", ChronoUnit.WEEKS,
          "week", ChronoUnit.WEEKS,
          "weeks", ChronoUnit.WEEKS);

  private LogChecks() {}

  public static Finding journal() {
    return journal(SYSTEMD);
  }

  /// @param systemd the folder of its settings
  static Finding journal(Path systemd) {
    if (!Files.exists(systemd.resolve("system/hamroh.service"))) {
      return Finding.good(
          "log", "no service is set up here: it goes to where the server was started");
    }
    Path settings = systemd.resolve("journald@hamroh.conf");
    try {
      Optional<Duration> kept =
          Files.exists(settings) ? kept(Files.readString(settings)) : Optional.empty();
      if (kept.isEmpty()) {
        return Finding.bad("log", "nothing in " + settings + " says when it is let go", REMEDY);
      }
      return kept.get().compareTo(LONGEST) > 0
          ? Finding.bad("log", "is kept for " + kept.get().toDays() + " days", REMEDY)
          : Finding.good("log", "is kept for " + kept.get().toDays() + " days");
    } catch (IOException e) {
      return Finding.bad("log", settings + " cannot be read: " + e.getMessage(), REMEDY);
    }
  }

  /// @return empty when nothing is said, or nothing that is understood; 0 means for ever there
  private static Optional<Duration> kept(String settings) {
    Matcher said = KEPT.matcher(settings);
    if (!said.find() || said.group(1).length() > 9 || !UNITS.containsKey(said.group(2))) {
      return Optional.empty();
    }
    long amount = Long.parseLong(said.group(1));
    Duration unit = UNITS.get(said.group(2)).getDuration();
    return amount == 0 ? Optional.empty() : Optional.of(unit.multipliedBy(amount));
  }
}
