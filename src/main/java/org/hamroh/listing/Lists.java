package org.hamroh.listing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.listing.ListingFaults.Fault;
import org.hamroh.store.Database;
import org.hamroh.voice.Sentences;

/// The lists that staff edit and callers hear. All items are held in memory, so that no caller
/// waits for a disk; this process is the only one that changes them while it runs. What is saved
/// is made sound at once. Safe for all threads.
public final class Lists implements Listings {

  /// A list that callers can bear has some dozens; a guard against a file that is not ours.
  static final int MOST_ITEMS = 2_000;

  /// Nobody listens to more in one call.
  private static final int MOST_SAID = 30;

  /// Where people are sent whose region has no office.
  private static final String CAPITAL = "dushanbe";

  private final Database database;
  private final List<String> languages;
  private final Sentences sentences;
  private final Function<String, Set<String>> promptsOf;
  private final Clock clock;
  private volatile List<ListingItem> items = List.of();

  /// @param languages of the site
  /// @param sentences told what will be said
  /// @param promptsOf names of the prompts that say the items of a list
  /// @param clock     in the site's time zone
  public Lists(
      Database database,
      List<String> languages,
      Sentences sentences,
      Function<String, Set<String>> promptsOf,
      Clock clock) {
    this.database = database;
    this.languages = List.copyOf(languages);
    this.sentences = sentences;
    this.promptsOf = promptsOf;
    this.clock = clock;
  }

  /// Reads the lists and begins to make them sound.
  public void start() {
    reload();
    items.stream().filter(item -> item.isValidOn(today())).forEach(this::makeSound);
  }

  private void reload() {
    items = database.read(handle -> ListingStore.all(handle, MOST_ITEMS));
  }

  private void makeSound(ListingItem item) {
    for (String prompt : promptsOf.apply(item.kind().word())) {
      languages.forEach(language -> sentences.prepare(language, prompt, item.spoken(language)));
    }
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }

  @Override
  public List<Item> items(String list, String language, Map<String, String> filter) {
    ListKind kind = ListKind.of(list).orElse(null);
    if (kind == null) {
      return List.of();
    }
    String region = filter.getOrDefault("region", "");
    List<ListingItem> found = valid(kind, item -> region.isEmpty() || item.region().equals(region));
    if (found.isEmpty() && kind == ListKind.OFFICES) {
      found = valid(kind, item -> item.region().equals(CAPITAL));
    }
    return found.stream()
        .sorted(Comparator.comparing(item -> !item.country().equals("TJ"))) // work at home first
        .limit(MOST_SAID)
        .map(
            item ->
                new Item(Long.toString(item.id()), item.spoken(language), item.written(language)))
        .toList();
  }

  private List<ListingItem> valid(ListKind kind, Predicate<ListingItem> which) {
    LocalDate today = today();
    return items.stream()
        .filter(item -> item.kind() == kind && item.isValidOn(today) && which.test(item))
        .toList();
  }

  /// Every item of a list, the newest first; also those that are no longer said.
  public List<ListingItem> all(ListKind kind) {
    return items.stream().filter(item -> item.kind() == kind).toList();
  }

  public Optional<ListingItem> find(long id) {
    return items.stream().filter(item -> item.id() == id).findFirst();
  }

  /// @param who login
  /// @throws ListingFaults with all mistakes; nothing is kept then
  public ListingItem add(ListKind kind, ListingDraft draft, String who) {
    return keep(ListingCheck.item(kind, draft, today(), who));
  }

  /// Keeps an item whose words have been checked.
  ListingItem keep(ListingItem item) {
    if (items.size() >= MOST_ITEMS) {
      throw new ListingFaults(List.of(new Fault("list", "full", Integer.toString(MOST_ITEMS))));
    }
    return kept(database.write(handle -> ListingStore.insert(handle, item, clock.instant())));
  }

  /// @return nothing when there is no such item (any more)
  /// @throws ListingFaults with all mistakes; the item stays as it was
  public Optional<ListingItem> change(long id, ListingDraft draft, String who) {
    Optional<ListingItem> before = find(id);
    if (before.isEmpty()) {
      return before;
    }
    ListingItem item = ListingCheck.item(before.get().kind(), draft, today(), who);
    database.write(handle -> ListingStore.update(handle, id, item, clock.instant()));
    reload();
    Optional<ListingItem> after = find(id);
    after.ifPresent(this::makeSound);
    return after;
  }

  private ListingItem kept(long id) {
    reload();
    ListingItem item = find(id).orElseThrow();
    makeSound(item);
    return item;
  }

  /// @return whether it was there
  public boolean remove(long id) {
    boolean was = database.write(handle -> ListingStore.delete(handle, id));
    reload();
    return was;
  }
}
