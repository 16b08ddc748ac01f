package org.hamroh.claims.party;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who is named in several cases. Spellings that may be one are shown to a person, who says whether
/// they are; what was joined can be taken apart again. Nobody is told of a name in fewer than
/// [#MANY] cases: it could be one person's story.
public final class Clusters {

  /// From here on it is a pattern and work for the lawyer.
  public static final int MANY = 3;

  /// Pairs of spellings on one page; the others come when these are decided.
  private static final int PAIRS_SHOWN = 50;

  /// Names compared with each other; their pairs grow with the square.
  private static final int MOST_COMPARED = 3_000;

  private final Database database;
  private final Parties parties;
  private final AuditTrail audit;
  private final BiConsumer<String, Instant> alarm;
  private final Clock clock;

  /// @param alarm raises the alarm about a party's id; the same again changes nothing
  public Clusters(
      Database database,
      Parties parties,
      AuditTrail audit,
      BiConsumer<String, Instant> alarm,
      Clock clock) {
    this.database = database;
    this.parties = parties;
    this.audit = audit;
    this.alarm = alarm;
    this.clock = clock;
  }

  /// @param spellings the others that were joined to it
  /// @param cases     how many different ones, at least [#MANY]
  public record Cluster(Party party, List<Party> spellings, int cases) {}

  /// Two spellings that may be one.
  public record Pair(Party one, Party other) {}

  public record View(List<Cluster> clusters, List<Pair> pairs) {}

  /// What a supervisor sees; the look is written down first.
  public View view(String login, String from) {
    return database.write(
        handle -> {
          audit.add(handle, new Look(login, Act.OPEN, "clusters", "", "", from));
          Families families = Families.of(handle);
          return new View(clusters(families), pairs(handle, families));
        });
  }

  /// Whether this party is named in many cases, under whatever spelling. No more is told to those
  /// who work on one of them.
  public boolean isMany(long party) {
    return database.read(
        handle -> {
          Families families = Families.of(handle);
          return families.casesOf(families.root(party)).size() >= MANY;
        });
  }

  /// Tells of whoever has come to be named in many cases.
  public void look() {
    Families families = database.read(Families::of);
    families.rows.values().stream()
        .filter(row -> row.sameAs() == null)
        .filter(row -> families.casesOf(row.id()).size() >= MANY)
        .forEach(row -> alarm.accept(Long.toString(row.id()), clock.instant()));
  }

  /// The two are one: from now on their cases count together.
  ///
  /// @return false when there are no such two of one kind, or they are one already
  public boolean join(long one, long other, String login, String from) {
    boolean joined =
        database.write(
            handle -> {
              Families families = Families.of(handle);
              long into = families.root(one);
              long joining = families.root(other);
              Optional<PartyStore.Row> a = PartyStore.find(handle, into);
              Optional<PartyStore.Row> b = PartyStore.find(handle, joining);
              if (into == joining
                  || a.isEmpty()
                  || b.isEmpty()
                  || a.get().kind() != b.get().kind()) {
                return false;
              }
              PartyStore.same(handle, joining, into);
              changed(handle, joining, "same", login, from);
              return true;
            });
    if (joined) {
      look();
    }
    return joined;
  }

  /// The two are not one, or no longer: what was joined comes apart, and is not suggested again.
  ///
  /// @return false when there are no such two
  public boolean apart(long one, long other, String login, String from) {
    return database.write(
        handle -> {
          Optional<PartyStore.Row> a = PartyStore.find(handle, one);
          Optional<PartyStore.Row> b = PartyStore.find(handle, other);
          if (one == other || a.isEmpty() || b.isEmpty()) {
            return false;
          }
          if (isSame(a.get(), other)) {
            PartyStore.same(handle, one, null);
          } else if (isSame(b.get(), one)) {
            PartyStore.same(handle, other, null);
          }
          PartyStore.apart(handle, one, other, login, clock.instant());
          changed(handle, one, "apart", login, from);
          return true;
        });
  }

  private static boolean isSame(PartyStore.Row row, long as) {
    @Nullable Long same = row.sameAs();
    return same != null && same == as;
  }

  private void changed(Handle handle, long party, String why, String login, String from) {
    audit.add(handle, new Look(login, Act.CHANGE, "party", Long.toString(party), why, from));
  }

  private List<Cluster> clusters(Families families) {
    List<Cluster> found = new ArrayList<>();
    for (PartyStore.Row row : families.rows.values()) {
      int cases = families.casesOf(row.id()).size();
      if (row.sameAs() == null && cases >= MANY) {
        List<Party> spellings =
            families.rows.values().stream()
                .filter(other -> other.id() != row.id() && families.root(other.id()) == row.id())
                .map(parties::open)
                .toList();
        found.add(new Cluster(parties.open(row), spellings, cases));
      }
    }
    found.sort(Comparator.comparing(Cluster::cases).reversed());
    return found;
  }

  private List<Pair> pairs(Handle handle, Families families) {
    Set<String> apart = new HashSet<>(PartyStore.apart(handle));
    List<Party> roots =
        families.rows.values().stream()
            .filter(row -> row.sameAs() == null)
            .limit(MOST_COMPARED)
            .map(parties::open)
            .toList();
    List<String> folds = roots.stream().map(party -> NameFold.of(party.name())).toList();
    List<Pair> found = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      for (int j = i + 1; j < roots.size() && found.size() < PAIRS_SHOWN; j++) {
        Party one = roots.get(i);
        Party other = roots.get(j);
        if (one.kind() == other.kind()
            && NameFold.isLikely(folds.get(i), folds.get(j))
            && !apart.contains(one.id() + " " + other.id())) {
          found.add(new Pair(one, other));
        }
      }
    }
    return found;
  }

  /// Parties with their spellings, and the cases of each.
  private record Families(Map<Long, PartyStore.Row> rows, Map<Long, Set<String>> cases) {

    /// Nobody joins more spellings in a row than this.
    private static final int LONGEST_CHAIN = 100;

    static Families of(Handle handle) {
      Map<Long, PartyStore.Row> rows = new java.util.TreeMap<>();
      PartyStore.all(handle).forEach(row -> rows.put(row.id(), row));
      Families families = new Families(rows, new HashMap<>());
      for (PartyStore.Named named : PartyStore.named(handle)) {
        families
            .cases
            .computeIfAbsent(families.root(named.party()), id -> new HashSet<>())
            .add(named.caseId());
      }
      return families;
    }

    /// The spelling that the others were joined to.
    long root(long id) {
      long at = id;
      for (int i = 0; i < LONGEST_CHAIN; i++) {
        PartyStore.@Nullable Row row = rows.get(at);
        @Nullable Long next = row == null ? null : row.sameAs();
        if (next == null) {
          return at;
        }
        at = next;
      }
      return at;
    }

    Set<String> casesOf(long root) {
      return cases.getOrDefault(root, Set.of());
    }
  }
}
