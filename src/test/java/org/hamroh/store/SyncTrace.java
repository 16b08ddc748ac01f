package org.hamroh.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server asked of the kernel, as strace wrote it down: for each answer that says "it is
/// kept", whether the store's log was written and synced between the request's first octets and the
/// answer's.
final class SyncTrace {

  private static final Pattern CALL = Pattern.compile("(\\d+) +[0-9.]+ (?:<\\.\\.\\. )?(\\w+)(.*)");

  /// An answer 2xx to the request before it.
  ///
  /// @param written the store's log was written
  /// @param synced  and synced to its end afterwards
  record Answer(boolean written, boolean synced) {}

  private final String request;
  private final List<Answer> answers = new ArrayList<>();
  private final Map<String, String> begun = new HashMap<>();
  private boolean waiting;
  private boolean written;
  private boolean synced;

  private SyncTrace(String request) {
    this.request = request;
  }

  /// @param request its first words: `POST /api/v1/messages `; one at a time
  /// @param lines   of `strace -f -ttt -y`
  static List<Answer> answers(String request, Iterable<String> lines) {
    SyncTrace trace = new SyncTrace(request);
    lines.forEach(trace::line);
    return trace.answers;
  }

  private void line(String line) {
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return;
    }
    String thread = call.group(1);
    String rest = call.group(3);
    if (rest.endsWith("<unfinished ...>")) {
      begun.put(thread, rest);
      if (isAnswer(call.group(2), rest)) {
        answered(); // it may be out before the call returns
      }
      return;
    }
    boolean resumed = rest.startsWith(" resumed>");
    String whole = resumed ? begun.getOrDefault(thread, "") + rest : rest;
    switch (call.group(2)) {
      case "read" -> {
        if (whole.contains("\"" + request)) {
          waiting = true;
          written = false;
          synced = false;
        }
      }
      case "pwrite64" -> {
        if (whole.contains("-wal>")) {
          written = true;
          synced = false;
        }
      }
      case "fdatasync", "fsync" -> {
        if (whole.contains("-wal>") && whole.endsWith("= 0")) {
          synced = written;
        }
      }
      default -> {
        if (!resumed && isAnswer(call.group(2), whole)) {
          answered();
        }
      }
    }
  }

  private static boolean isAnswer(String call, String rest) {
    return (call.equals("write") || call.equals("writev")) && rest.contains("\"HTTP/1.1 2");
  }

  private void answered() {
    if (waiting) {
      answers.add(new Answer(written, synced));
      waiting = false;
    }
  }
}
