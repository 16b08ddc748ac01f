package org.hamroh.intent;

/// What an incoming text asks for.
public sealed interface Intent {

  /// No more broadcasts.
  record Stop() implements Intent {}

  /// Broadcasts, also after a stop: only whoever says so in these words comes back.
  record Start() implements Intent {}

  /// Something that we offer by name: `help`, `courses`, `case`.
  record Keyword(String name) implements Intent {}

  /// Words for a person to read.
  record None() implements Intent {}

  Intent STOP = new Stop();
  Intent START = new Start();
  Intent NONE = new None();

  /// A person in danger writes: the highest priority, and nothing answers by itself.
  Intent DANGER = new Keyword("danger");

  /// `stop`, `start`, `keyword:NAME` or `none`, as tables and the command have it.
  default String word() {
    return switch (this) {
      case Stop() -> "stop";
      case Start() -> "start";
      case Keyword(String name) -> "keyword:" + name;
      case None() -> "none";
    };
  }
}
