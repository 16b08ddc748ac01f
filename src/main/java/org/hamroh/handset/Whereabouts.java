package org.hamroh.handset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.ivr.Everywhere;
import org.hamroh.ivr.Script;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Target;

/// Follows a call through the book. An event names the step that was entered and not its script,
// and
/// two scripts may have steps of one name: where the caller stood before tells which is meant.
final class Whereabouts {

  private final ScriptBook book;
  private Script script;
  private Optional<Step> step = Optional.empty();

  Whereabouts(ScriptBook.Entry entry) {
    this.book = entry.book();
    this.script = entry.script();
  }

  /// @return the script of the step that has been entered
  String entered(String name) {
    script =
        ways().stream()
            .filter(target -> target.step().equals(name))
            .findFirst()
            .flatMap(target -> book.script(target.script()))
            .orElse(script);
    step = script.step(name);
    return script.name();
  }

  private List<Target> ways() {
    List<Target> ways = new ArrayList<>();
    Everywhere keys = script.everywhere();
    step.ifPresent(
        from -> {
          ways.add(new Target(script.name(), from.name())); // the star
          from.ways().forEach(way -> ways.add(way.to()));
          from.ifBroken().ifPresent(ways::add);
          ways.addAll(List.of(keys.operator(), keys.mainMenu(), keys.cover(), keys.otherwise()));
        });
    return ways;
  }
}
