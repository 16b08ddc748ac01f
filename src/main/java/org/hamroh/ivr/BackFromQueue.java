package org.hamroh.ivr;

import java.util.List;
import org.hamroh.ivr.step.Target;

/// Where a caller goes on who comes back from a queue: nobody is logged in, the waiting took too
/// long, a key was pressed, or the talk is over.
public final class BackFromQueue {

  /// The script for a caller who stays on the line after a talk; where it is missing, nobody is
  /// asked.
  public static final String AFTER_TALK = "survey";

  private static final String DANGER_QUEUE = "queue-danger";
  private static final String HIGH_QUEUE = "queue-high";
  private static final String DANGER = "danger/no-operator";
  private static final String OTHERS = "queue-left";
  private static final String NO_WOMAN = "queue-left/no-woman";
  private static final String NO_WOMAN_HIGH = "queue-left/no-woman-high";
  private static final String WOMAN = "-woman";
  private static final String KEY_1 = "queue-key/key-1";
  private static final String KEY_2 = "queue-key/key-2";

  /// The same for a caller who need not even begin to wait.
  public static final Target CALL_INSTEAD = Target.of(KEY_1, "");

  /// Every script entry named here: the check demands them.
  public static final List<String> ENTRIES =
      List.of(DANGER, OTHERS, NO_WOMAN, NO_WOMAN_HIGH, KEY_1, KEY_2);

  private BackFromQueue() {}

  /// The script entry for a caller whom this queue could not serve. Who asked for a woman decides
  /// whether somebody else will do: nobody else decides it for them.
  public static String unserved(String queue) {
    if (queue.endsWith(WOMAN)) {
      return queue.startsWith(HIGH_QUEUE) ? NO_WOMAN_HIGH : NO_WOMAN;
    }
    return queue.equals(DANGER_QUEUE) ? DANGER : OTHERS;
  }

  /// The script entry for a caller who pressed a key while waiting: `1` keeps the place and asks
  /// for a call, anything else leaves a message.
  public static String afterKey(String key) {
    return key.equals("1") ? KEY_1 : KEY_2;
  }

  /// Whether this key says that somebody came near.
  public static boolean covers(String key) {
    return key.equals("9");
  }
}
