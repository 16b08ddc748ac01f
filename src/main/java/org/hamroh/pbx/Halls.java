package org.hamroh.pbx;

import java.util.ArrayList;
import java.util.List;

/// The PBX's queues: one for each topic and each need that callers may have,
/// `queue-wages-woman-ru`. Asterisk cannot choose a member by what a caller needs, only by the
/// queue; so who needs the same waits in the same one.
final class Halls {

  private static final List<String> USUAL =
      List.of("wages", "rights", "documents", "agency", "jobs", "family", "union", "general");

  private Halls() {}

  /// @param name  as the dialplan says it
  /// @param topic without the caller's needs: `queue-wages`
  /// @param kind  the template in `queues.conf`
  record Hall(String name, String topic, String kind) {

    /// Whatever the site has chosen for the others.
    boolean ringsAll() {
      return kind.equals("danger") || kind.equals("on-call");
    }
  }

  /// @param languages that callers may choose
  /// @param first     the one without an ending of its own
  static List<Hall> all(List<String> languages, String first) {
    List<Hall> halls = new ArrayList<>();
    halls.add(new Hall("queue-danger", "queue-danger", "danger")); // everybody, at once
    for (String need : needs(languages, first)) {
      halls.add(new Hall("queue-high" + need, "queue-high", "high"));
      USUAL.forEach(
          topic -> halls.add(new Hall("queue-" + topic + need, "queue-" + topic, "hotline")));
      halls.add(new Hall("queue-on-call" + need, "queue-on-call", "on-call"));
    }
    return halls;
  }

  private static List<String> needs(List<String> languages, String first) {
    List<String> needs = new ArrayList<>();
    for (String woman : List.of("", "-woman")) {
      needs.add(woman);
      languages.stream()
          .filter(language -> !language.equals(first))
          .forEach(language -> needs.add(woman + "-" + language));
    }
    return needs;
  }
}
