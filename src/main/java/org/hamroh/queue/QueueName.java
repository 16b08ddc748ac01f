package org.hamroh.queue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a queue of the PBX tells of those who wait in it: `queue-wages-woman-ru` is for
/// callers about wages who want to speak with a woman, in Russian.
///
/// @param topic    `queue-wages`; also `queue-on-call` and, for one operator alone, `queue-first`
/// @param woman    whether a woman was asked for
/// @param language empty for the site's first one
public record QueueName(String topic, boolean woman, String language) {

  public static final String DANGER = "queue-danger";
  public static final String ON_CALL = "queue-on-call";
  public static final String FIRST = "queue-first";

  /// Where a call in danger waits some seconds for those who are to have it first. In the records
  /// it is a way to a person, as that of one operator alone.
  public static final String FIRST_DANGER = "queue-first-danger";

  private static final Pattern WRITTEN =
      Pattern.compile("(queue-on-call|queue-first|queue-[a-z]+)(-woman)?(?:-([a-z]{2,3}))?");
  private static final Pattern ALONE = Pattern.compile("queue-first-[a-z0-9]+");

  /// A name of no such form is a topic by itself.
  public static QueueName of(String name) {
    if (ALONE.matcher(name).matches()) {
      return new QueueName(FIRST, false, "");
    }
    Matcher written = WRITTEN.matcher(name);
    return written.matches()
        ? new QueueName(
            written.group(1),
            written.group(2) != null,
            written.group(3) == null ? "" : written.group(3))
        : new QueueName(name, false, "");
  }

  /// What somebody waits for in this queue, as screens call it.
  static String shown(String name) {
    return name.equals(FIRST_DANGER) ? DANGER : of(name).asked();
  }

  /// As scripts and screens call it, whatever the language: `queue-wages-woman`.
  public String asked() {
    return woman ? topic + "-woman" : topic;
  }
}
