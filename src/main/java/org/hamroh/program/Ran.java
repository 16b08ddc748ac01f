package org.hamroh.program;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// How a program ended and what it wrote.
///
/// @param command what was run
/// @param exit    its exit status; [#KILLED] when the deadline ended it, [#NOT_STARTED] when it is
///                not there, [#INTERRUPTED] when whoever waited for it was interrupted
/// @param output  what it wrote on its standard output, up to [Program#MAX_BYTES]
/// @param said    what it wrote on its standard error, or why it could not be started
/// @param lines   the last [Program#MAX_LINES] lines of both, as they came
public record Ran(List<String> command, int exit, byte[] output, String said, List<String> lines) {

  /// As `timeout` and the shell call them.
  public static final int KILLED = 124;

  public static final int NOT_STARTED = 127;
  public static final int INTERRUPTED = 130;

  /// A message that a person reads whole.
  private static final int SAID_AT_MOST = 300;

  public boolean succeeded() {
    return exit == 0;
  }

  /// All lines it printed.
  public String text() {
    return String.join("\n", lines);
  }

  /// The last lines, for a message to a person.
  public String tail(int count) {
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /// Its standard output as text.
  public String outputText() {
    return new String(output, StandardCharsets.UTF_8);
  }

  /// @throws ProblemsException when it did not succeed: which program, how it failed, and how to
  ///                           see it fail by hand
  public Ran orThrow() {
    if (succeeded()) {
      return this;
    }
    String how =
        switch (exit) {
          case KILLED -> "did not end in time";
          case NOT_STARTED -> "cannot be run: " + said;
          case INTERRUPTED -> "was interrupted";
          default -> "ended with status " + exit + ": " + shorten(text());
        };
    throw new ProblemsException(
        Problem.of(command.getFirst(), how, "run it by hand: " + String.join(" ", command)));
  }

  private static String shorten(String said) {
    String line = said.strip().replace('\n', ' ');
    return line.length() <= SAID_AT_MOST
        ? line
        : "…" + line.substring(line.length() - SAID_AT_MOST);
  }
}
