package org.hamroh.contact;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.directory.PlaceTree;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;

/// Counts audiences while somebody is still choosing them: exactly, and within 300 ms at a million
/// contacts. The people lie in columns in memory; before a count what has changed is read. The
/// first count reads all of them, which takes some seconds at that size.
public final class AudienceCounts {

  /// Who types fast is answered from what was read so long ago.
  private static final Duration FRESH = Duration.ofMillis(500);

  /// Who heard or got what is read from the tables, and kept for a while.
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST_KEPT = 8;
  private static final PlaceTree PLACES = PlaceTree.ofSource();

  private final Database database;
  private final InstantSource clock;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };
  private SoftReference<AudienceColumns> held = new SoftReference<>(null);
  private Instant refreshed = Instant.EPOCH;

  private record Kept(Instant at, BitSet slots) {}

  public AudienceCounts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// How many there are.
  ///
  /// @param fits           the filter
  /// @param withoutConsent of them have not agreed, as far as anybody wrote down
  /// @param stopped        have agreed and said stop
  /// @param reachable      the others, or as many of them as the sample
  /// @param languages      of those who are reachable
  /// @param countries      of those who are reachable
  /// @param asOf           when the people were read
  public record Count(
      long fits,
      long withoutConsent,
      long stopped,
      long reachable,
      Map<String, Long> languages,
      Map<String, Long> countries,
      Instant asOf) {}

  /// @throws org.hamroh.store.StoreException when the store does not answer
  public synchronized Count count(ContactFilter filter) {
    AudienceColumns people = people();
    Judge judge = judge(people, filter);
    long fits = 0;
    long withoutConsent = 0;
    long stopped = 0;
    long reachable = 0;
    long[] languages = new long[people.languages.size()];
    long[] countries = new long[people.countries.size()];
    long lot = lot(people, judge, filter);
    for (int i = 0; i < people.size; i++) {
      if (!judge.fits(i)) {
        continue;
      }
      fits++;
      if ((people.flags[i] & AudienceColumns.AGREED) == 0) {
        withoutConsent++;
      } else if ((people.flags[i] & AudienceColumns.STOPPED) != 0) {
        stopped++;
      } else if (lot(people.ids[i]) <= lot) {
        reachable++;
        languages[people.language[i]]++;
        countries[people.country[i]]++;
      }
    }
    return new Count(
        fits,
        withoutConsent,
        stopped,
        reachable,
        named(people.languages, languages),
        named(people.countries, countries),
        refreshed);
  }

  /// The same people as [ContactStore#reachable]: how many can be reached, by the first characters
  /// of their numbers.
  public synchronized Map<String, Long> reachable(ContactFilter filter) {
    AudienceColumns people = people();
    Judge judge = judge(people, filter);
    long lot = lot(people, judge, filter);
    long[] heads = new long[people.heads.size()];
    for (int i = 0; i < people.size; i++) {
      if (people.flags[i] == AudienceColumns.AGREED && judge.fits(i) && lot(people.ids[i]) <= lot) {
        heads[people.head[i]]++;
      }
    }
    return named(people.heads, heads);
  }

  /// Groups in use, those that were met first before the others.
  public synchronized Set<String> tags() {
    AudienceColumns people = people();
    Set<String> tags = new TreeSet<>();
    for (int i = 0; i < people.tagWords.size(); i++) {
      tags.add(people.tagWords.word(i));
    }
    return tags;
  }

  private static Map<String, Long> named(AudienceColumns.Words words, long[] counts) {
    Map<String, Long> named = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        named.put(words.word(i), counts[i]);
      }
    }
    return named;
  }

  private AudienceColumns people() {
    Instant now = clock.instant();
    AudienceColumns people = held.get();
    if (people != null && Duration.between(refreshed, now).abs().compareTo(FRESH) < 0) {
      return people;
    }
    if (people == null || !people.refresh(database)) {
      people = AudienceColumns.load(database);
      held = new SoftReference<>(people);
      kept.clear();
    }
    refreshed = now;
    return people;
  }

  /// The highest lot that is in the sample; every lot when there is none.
  private long lot(AudienceColumns people, Judge judge, ContactFilter filter) {
    if (filter.drawnTo() != null) {
      return filter.drawnTo();
    }
    if (filter.sample() == null) {
      return Long.MAX_VALUE;
    }
    long[] lots = new long[people.size];
    int many = 0;
    for (int i = 0; i < people.size; i++) {
      if (people.flags[i] == AudienceColumns.AGREED && judge.fits(i)) {
        lots[many++] = lot(people.ids[i]);
      }
    }
    if (many <= filter.sample()) {
      return Long.MAX_VALUE;
    }
    Arrays.sort(lots, 0, many);
    return lots[filter.sample() - 1];
  }

  /// As [ContactQuery#LOT] has it.
  private static long lot(int id) {
    return id * 2_654_435_761L & 0xffff_ffffL;
  }

  private Judge judge(AudienceColumns people, ContactFilter filter) {
    Instant now = Optional.ofNullable(filter.asOf()).orElseGet(clock::instant);
    Set<String> unknown = new TreeSet<>(filter.places());
    Set<String> ids = PLACES.within(filter.places());
    unknown.removeAll(ids);
    if (!unknown.isEmpty() || tooManyTags(people, filter)) {
      ContactFilter all = filter.withoutSample();
      return new Judge(
          people, ContactFilter.EVERYBODY, Set.of(), now, asked(all.toString(), people, all));
    }
    BitSet set = null;
    if (filter.heard() != null || !filter.notCampaigns().isEmpty() || filter.silentDays() != null) {
      ContactFilter rest = filter.onlyPast();
      set = asked(rest.toString(), people, rest);
    }
    return new Judge(people, filter, ids, now, set);
  }

  private static boolean tooManyTags(AudienceColumns people, ContactFilter filter) {
    return people.tagWords.size() > AudienceColumns.MOST_TAGS
        && !(filter.tags().isEmpty() && filter.withoutTags().isEmpty());
  }

  private BitSet asked(String key, AudienceColumns people, ContactFilter filter) {
    Instant now = clock.instant();
    Kept known = kept.get(key);
    if (known != null && known.at.plus(KEPT).isAfter(now)) {
      return known.slots;
    }
    BitSet slots = database.read(handle -> ContactQuery.of(filter).slots(handle, people));
    kept.put(key, new Kept(now, slots));
    return slots;
  }

  /// A filter made ready for the columns.
  private static final class Judge {
    private final AudienceColumns people;
    private final boolean @Nullable [] languages;
    private final boolean @Nullable [] countries;
    private final boolean @Nullable [] places;
    private final boolean @Nullable [] sexes;
    private final boolean @Nullable [] years;
    private final long tags;
    private final boolean someTags;
    private final long withoutTags;
    private final long contactFrom;
    private final long contactTo;
    private final @Nullable BitSet others;

    private static final int YEARS = 3_000;

    Judge(
        AudienceColumns people,
        ContactFilter filter,
        Set<String> placeIds,
        Instant now,
        @Nullable BitSet others) {
      this.people = people;
      this.languages = marks(people.languages, filter.languages());
      this.countries = marks(people.countries, filter.countries());
      this.places = marks(people.places, placeIds);
      this.sexes = marks(people.sexes, filter.sexes());
      this.years = filter.ages().isEmpty() ? null : years(filter.ages(), now);
      this.someTags = !filter.tags().isEmpty();
      this.tags = bits(people.tagWords, filter.tags());
      this.withoutTags = bits(people.tagWords, filter.withoutTags());
      this.contactFrom = filter.contactFrom() == null ? 0 : filter.contactFrom().toEpochMilli();
      this.contactTo =
          filter.contactTo() == null ? Long.MAX_VALUE : filter.contactTo().toEpochMilli();
      this.others = others;
    }

    private static boolean @Nullable [] marks(AudienceColumns.Words words, Set<String> chosen) {
      if (chosen.isEmpty()) {
        return null;
      }
      boolean[] marks = new boolean[words.size()];
      for (String word : chosen) {
        if (words.find(word) >= 0) {
          marks[words.find(word)] = true;
        }
      }
      return marks;
    }

    private static boolean[] years(Set<String> ages, Instant now) {
      boolean[] years = new boolean[YEARS];
      ages.stream()
          .map(AgeGroup::of)
          .flatMap(Optional::stream)
          .forEach(
              group -> Arrays.fill(years, group.bornFrom(now), group.bornUntil(now) + 1, true));
      return years;
    }

    private static long bits(AudienceColumns.Words words, Set<String> tags) {
      return tags.stream()
          .map(words::find)
          .filter(at -> at >= 0 && at < AudienceColumns.MOST_TAGS)
          .collect(Collectors.reducing(0L, at -> 1L << at, (a, b) -> a | b));
    }

    boolean fits(int i) {
      return (languages == null || languages[people.language[i]])
          && (countries == null || countries[people.country[i]])
          && (places == null || places[people.place[i]])
          && (sexes == null || sexes[people.sex[i]])
          && (years == null || years[people.birthYear[i]])
          && (people.lastContact[i] >= contactFrom && people.lastContact[i] < contactTo)
          && (!someTags || (people.tags[i] & tags) != 0)
          && (people.tags[i] & withoutTags) == 0
          && (others == null || others.get(i));
    }
  }
}
