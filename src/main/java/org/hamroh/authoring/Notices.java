package org.hamroh.authoring;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hamroh.web.LiveFeed;

/// What staff should look at now; one of each kind at most, but one a prompt where it is about
/// prompts. Kept in memory: whoever finds the cause finds it again after a restart.
public final class Notices {

  /// The live stream's word for "the scripts, the draft or a notice changed".
  public static final String TOPIC = "scripts";

  private final Map<String, Notice> open = new ConcurrentHashMap<>();
  private final LiveFeed live;

  public Notices(LiveFeed live) {
    this.live = live;
  }

  public List<Notice> list() {
    return open.values().stream().sorted(Comparator.comparing(Notice::kind)).toList();
  }

  void tell(Notice notice) {
    Notice before = open.put(key(notice.kind(), notice.prompt()), notice);
    if (!notice.equals(before)) {
      changed();
    }
  }

  /// Of this kind there are these, and no others any more.
  void only(Notice.Kind kind, List<Notice> notices) {
    java.util.Set<String> keep = new java.util.HashSet<>();
    notices.forEach(one -> keep.add(key(one.kind(), one.prompt())));
    if (open.keySet().removeIf(key -> key.startsWith(key(kind, "")) && !keep.contains(key))) {
      changed();
    }
    notices.forEach(this::tell);
  }

  void settle(Notice.Kind kind) {
    if (open.keySet().removeIf(key -> key.startsWith(key(kind, "")))) {
      changed();
    }
  }

  void changed() {
    live.changed(TOPIC);
  }

  private static String key(Notice.Kind kind, String prompt) {
    return kind + "/" + prompt;
  }
}
