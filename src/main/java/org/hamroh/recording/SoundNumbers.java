package org.hamroh.recording;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.hamroh.store.Database;

/// The text numbers: short, printed on the sheet, keyed in on the telephone. A sound gets its
/// number when it is first seen and keeps it; it is the same in every language.
public final class SoundNumbers {

  /// Three digits from the first one on, and none begins with a zero.
  private static final int FIRST = 101;

  private final Database database;

  public SoundNumbers(Database database) {
    this.database = database;
  }

  /// The numbers of these sounds; new ones get theirs in this order.
  public Map<String, Integer> of(Collection<String> sounds) {
    Map<String, Integer> known = known();
    return known.keySet().containsAll(sounds) ? known : give(sounds);
  }

  private Map<String, Integer> known() {
    return database.read(SoundNumbers::all);
  }

  private static Map<String, Integer> all(org.jdbi.v3.core.Handle handle) {
    Map<String, Integer> numbers = new HashMap<>();
    handle
        .createQuery("select sound, number from sound_number")
        .map((row, context) -> Map.entry(row.getString("sound"), row.getInt("number")))
        .forEach(one -> numbers.put(one.getKey(), one.getValue()));
    return numbers;
  }

  private Map<String, Integer> give(Collection<String> sounds) {
    return database.write(
        handle -> {
          Map<String, Integer> numbers = all(handle);
          int next = numbers.values().stream().mapToInt(one -> one + 1).max().orElse(FIRST);
          for (String sound : sounds) {
            if (!numbers.containsKey(sound)) {
              handle.execute("insert into sound_number (sound, number) values (?, ?)", sound, next);
              numbers.put(sound, next++);
            }
          }
          return numbers;
        });
  }
}
