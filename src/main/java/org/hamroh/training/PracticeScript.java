package org.hamroh.training;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hamroh.casework.form.Label;
import org.jspecify.annotations.Nullable;

/// What a pretended caller says, and to what. A union writes its own without us:
/// `forms/practice-calls/<name>.yaml`.
///
/// @param about  what the learner knows beforehand
/// @param start  the scene that the call begins with
/// @param scenes by name
public record PracticeScript(Label title, Label about, String start, Map<String, Scene> scenes) {

  /// So many scenes one call may go through: going in circles is practice, too, but not for ever.
  static final int MOST_SCENES = 60;

  public PracticeScript {
    scenes = Map.copyOf(scenes);
  }

  /// The caller says something, and waits for what the learner does.
  ///
  /// @param says    by language
  /// @param keys    by key: what the learner has just done
  /// @param silence when no key comes
  /// @param end     whether the caller hangs up
  public record Scene(
      Map<String, String> says,
      @Nullable Map<String, Move> keys,
      @Nullable Silence silence,
      @Nullable Boolean end) {

    public boolean isEnd() {
      return end != null && end;
    }

    /// By key, in order.
    public Map<String, Move> moves() {
      return keys == null ? Map.of() : new TreeMap<>(keys);
    }
  }

  /// @param did what the learner did, as it stands on the page
  /// @param to  the scene that follows
  public record Move(Label did, String to) {}

  /// @param to the scene that follows
  public record Silence(int seconds, String to) {}

  public Scene scene(String name) {
    Scene scene = scenes.get(name);
    if (scene == null) {
      throw new IllegalArgumentException("no scene is called " + name);
    }
    return scene;
  }

  /// That the caller speaks in every scene.
  public Set<String> languages() {
    Set<String> all = new TreeSet<>(scene(start).says().keySet());
    scenes.values().forEach(scene -> all.retainAll(scene.says().keySet()));
    return all;
  }
}
