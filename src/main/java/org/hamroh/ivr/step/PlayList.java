package org.hamroh.ivr.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.Values;
import org.hamroh.ivr.outside.Listings.Item;
import org.hamroh.voice.Spoken;

/// Reads a list out, item by item, as staff keep it on the console.
/// ```yaml
/// - list: jobs-list
///   of: vacancies                # or offices
///   filter: {region: sughd}      # may be left out
///   intro: {prompt: jobs-warning, once: true}
///   item: job-item               # said for each: {profession} {place} {salary}
///   keys: {1: job-contact}       # goes there and takes the item along, for its text message
///   next: 2                      # the next item
///   none: jobs-none              # there is nothing, or nothing more
///   then: jobs                   # after the last
///   otherwise: jobs-operator     # no key at an item, or it cannot be said; may be left out
/// ```
/// Who comes back from an item's key goes on with the item after it. Star says an item again.
///
/// @param item its text holds the values of the list: `{profession}` `{place}` `{salary}` of a
///             vacancy, `{office}` `{place}` of an office
public record PlayList(
    String name,
    String list,
    Map<String, String> filter,
    List<Prompt> intro,
    Prompt item,
    SortedMap<Character, Target> keys,
    char next,
    List<Prompt> none,
    Target then,
    Target otherwise)
    implements Step {

  /// What the items of each list say.
  public static final Map<String, Set<String>> LISTS =
      Map.of(
          "vacancies", Set.of("profession", "place", "salary"),
          "offices", Set.of("office", "place"));

  static PlayList from(Fields fields) {
    SortedMap<Character, Target> keys = new TreeMap<>();
    fields.keys("keys").forEach((key, text) -> keys.put(key, Target.of(text, fields.script())));
    Map<String, String> filter = new LinkedHashMap<>();
    fields
        .node()
        .path("filter")
        .properties()
        .forEach(one -> filter.put(one.getKey(), one.getValue().asString()));
    return new PlayList(
        fields.name(),
        fields.text("of"),
        Map.copyOf(filter),
        fields.prompts("intro"),
        fields.prompts("item").getFirst(),
        java.util.Collections.unmodifiableSortedMap(keys),
        (char) ('0' + fields.number("next", 2)),
        fields.prompts("none"),
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    List<Item> items = items(call, call.language());
    Place place = new Place(call, name + "/at");
    if (place.get() < items.size()) {
      call.prepare(item, values(call, items.get(place.get())));
    }
    call.say(intro, Set.of());
    boolean voiceless = false;
    for (int i = place.get(); i < items.size(); i++) {
      place.set(i);
      if (i + 1 < items.size()) {
        call.prepare(item, values(call, items.get(i + 1)));
      }
      if (!canBeSaid(call, items.get(i))) {
        voiceless = true;
        continue;
      }
      Optional<Character> key = ask(call, items.get(i));
      if (key.isEmpty()) {
        place.set(0);
        return new Next.To(otherwise);
      }
      if (key.get() != next) {
        place.set(i + 1);
        call.answers().putAll(items.get(i).written());
        return new Next.To(keys.getOrDefault(key.get(), otherwise));
      }
      voiceless = false;
    }
    place.set(0);
    if (voiceless) {
      return new Next.To(otherwise); // an operator can say what the voice cannot
    }
    call.say(none, Set.of());
    return new Next.To(then);
  }

  /// Where the caller is in the list, as long as the call lasts.
  private record Place(Conversation call, String key) {

    int get() {
      return Integer.parseInt(call.answers().getOrDefault(key, "0"));
    }

    void set(int item) {
      call.answers().put(key, Integer.toString(item));
    }
  }

  private List<Item> items(Conversation call, String language) {
    return call.services().listings().items(list, language, filter);
  }

  /// The same item in whichever language is spoken when it is said.
  private Values values(Conversation call, Item said) {
    return language ->
        items(call, language).stream()
            .filter(one -> one.id().equals(said.id()))
            .findFirst()
            .<Map<String, Spoken>>map(Item::values)
            .orElse(said.values());
  }

  private boolean canBeSaid(Conversation call, Item one) {
    return !call.services()
        .sentences()
        .sounds(call.language(), item.name(), values(call, one).in(call.language()))
        .isEmpty();
  }

  private Optional<Character> ask(Conversation call, Item one) {
    Set<Character> answers = new HashSet<>(keys.keySet());
    answers.add(next);
    Question question = new Question(answers, Menu.TIMEOUT, Menu.SILENCES, Menu.WRONG_KEYS);
    return question.ask(
        call,
        (before, own) ->
            call.say(before, own)
                .or(() -> call.sayFilled(item, values(call, one), List.of(), own)));
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public void check(StepCheck check) {
    if (keys.containsKey(next)) {
      check.wrong("next", "is key " + next + ", which leads elsewhere", "give it a key of its own");
    }
  }

  @Override
  public List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    keys.forEach((key, to) -> ways.add(new Way("keys/" + key, to, true)));
    ways.add(new Way("then", then, false));
    ways.add(new Way("otherwise", otherwise, false));
    return ways;
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("intro", intro));
    said.add(new Said("item", item, LISTS.getOrDefault(list, Set.of())));
    said.addAll(Step.said("none", none));
    return said;
  }
}
