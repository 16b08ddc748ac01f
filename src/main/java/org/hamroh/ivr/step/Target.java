package org.hamroh.ivr.step;

/// Names one step of one script: written `work` inside its own script, `topics/work` from another.
public record Target(String script, String step) {

  /// @param home the script in which `text` stands
  public static Target of(String text, String home) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Target(home, text)
        : new Target(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return script + "/" + step;
  }
}
