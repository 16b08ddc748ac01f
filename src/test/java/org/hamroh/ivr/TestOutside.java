package org.hamroh.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hamroh.call.CallId;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.ivr.outside.Lookups;
import org.hamroh.ivr.outside.TextSender;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Texts, web services and lists in a test.
///
/// @param texts   `away` (the number cannot be written to), `sends`, `refuses`
/// @param lookup  `away`, or what every service answers: `price=250`
/// @param items   how many vacancies and offices there are
record TestOutside(String texts, String lookup, int items) {

  static TestOutside away() {
    return new TestOutside("away", "away", 0);
  }

  TextSender sender(Consumer<String> story) {
    return new Sender(texts, story);
  }

  private record Sender(String manner, Consumer<String> story) implements TextSender {

    @Override
    public boolean canSend(CallId call) {
      return !manner.equals("away");
    }

    @Override
    public Outcome send(CallId call, String text, String language, Map<String, String> values) {
      story.accept("is sent " + text + " (" + language + ") " + new TreeMap<>(values));
      return manner.equals("sends") ? Outcome.ACCEPTED : Outcome.REFUSED;
    }

    @Override
    public Outcome subscribe(CallId call, String group, String language) {
      story.accept("joins " + group + " (" + language + ")");
      return manner.equals("sends") ? Outcome.ACCEPTED : Outcome.REFUSED;
    }
  }

  Lookups lookups(Consumer<String> story) {
    return (name, values) -> {
      story.accept("asks " + name + " " + new TreeMap<>(values));
      String[] field = lookup.split("=", 2);
      return lookup.equals("away") ? Optional.empty() : Optional.of(Map.of(field[0], field[1]));
    };
  }

  Listings listings() {
    return (list, language, filter) -> {
      List<Listings.Item> found = new ArrayList<>();
      for (int i = 1; i <= items; i++) {
        String word = (language.equals("tg") ? "касб" : "профессия") + i;
        found.add(
            list.equals("vacancies")
                ? new Listings.Item(
                    "" + i,
                    Map.of(
                        "profession", new Spoken.Words(word),
                        "place", new Spoken.Words("Душанбе"),
                        "salary", new Spoken.Of(Kind.MONEY_TJS, i + "000")),
                    Map.of("profession", word))
                : new Listings.Item(
                    "" + i,
                    Map.of(
                        "office", new Spoken.Words("идора" + i),
                        "place", new Spoken.Words(filter.getOrDefault("region", ""))),
                    Map.of()));
      }
      return found;
    };
  }
}
