package org.hamroh.contact;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// What a filter asks of each contact, in columns: 30 bytes a person, so that a million are counted
/// in some milliseconds. The tables take half a second for the same.
///
/// Not for several threads at once.
final class AudienceColumns {

  /// Groups beyond these are asked of the tables.
  static final int MOST_TAGS = 64;

  /// People of one read.
  private static final int AT_ONCE = 50_000;

  /// More changes than these are read anew as a whole.
  private static final int MOST_CHANGES = 50_000;

  static final byte AGREED = 1;
  static final byte STOPPED = 2;

  private static final String ROWS =
      """
      select id, language, country, place_id, sex, birth_year, last_contact_at, consent_at,
        substr(number, 1, 8) as head
      from contact c where\s""";

  /// Words by their order of appearance.
  static final class Words {
    private final Map<String, Integer> places = new HashMap<>();
    private final java.util.ArrayList<String> words = new java.util.ArrayList<>();

    int at(String word) {
      Integer known = places.get(word);
      if (known != null) {
        return known;
      }
      places.put(word, words.size());
      words.add(word);
      return words.size() - 1;
    }

    /// -1 when nobody has it.
    int find(String word) {
      return places.getOrDefault(word, -1);
    }

    String word(int at) {
      return words.get(at);
    }

    int size() {
      return words.size();
    }
  }

  final Words languages = new Words();
  final Words countries = new Words();
  final Words places = new Words();
  final Words sexes = new Words();
  final Words tagWords = new Words();
  final Words heads = new Words();
  int size;
  int[] ids = new int[AT_ONCE];
  short[] language = new short[AT_ONCE];
  short[] country = new short[AT_ONCE];
  short[] place = new short[AT_ONCE];
  short[] sex = new short[AT_ONCE];
  short[] birthYear = new short[AT_ONCE]; // 0: not known
  long[] lastContact = new long[AT_ONCE]; // 0: never
  byte[] flags = new byte[AT_ONCE];
  int[] head = new int[AT_ONCE];
  long[] tags = new long[AT_ONCE];

  private long changedUpTo;
  private long optOuts = -1;
  private long lastOptOut;

  /// All contacts, in many short reads.
  static AudienceColumns load(Database database) {
    AudienceColumns columns = new AudienceColumns();
    columns.changedUpTo = database.read(AudienceColumns::lastChange);
    columns.more(database);
    return columns;
  }

  private void more(Database database) {
    boolean all = false;
    while (!all) {
      int before = size;
      long after = size == 0 ? 0 : ids[size - 1];
      all =
          database.read(
              handle -> {
                people(handle, "id > " + after + " order by id limit " + AT_ONCE, false);
                if (size > before) {
                  tags(handle, "between " + ids[before] + " and " + ids[size - 1]);
                }
                return size - before < AT_ONCE;
              });
    }
    database.read(
        handle -> {
          stopped(handle, size);
          return true;
        });
  }

  /// Brings what has changed.
  ///
  /// @return false when too much has, or somebody is gone: load it anew
  boolean refresh(Database database) {
    boolean small =
        database.read(
            handle -> {
              long upTo = lastChange(handle);
              long last = size == 0 ? 0 : ids[size - 1];
              String changed = "changed_at >= " + changedUpTo + " and id <= " + last;
              List<Integer> ids =
                  handle
                      .createQuery(
                          "select id from contact where "
                              + changed
                              + " limit "
                              + (MOST_CHANGES + 1))
                      .mapTo(Integer.class)
                      .list();
              if (ids.size() > MOST_CHANGES) {
                return false;
              }
              for (int from = 0; from < ids.size(); from += 500) {
                List<Integer> some = ids.subList(from, Math.min(ids.size(), from + 500));
                String list = some.toString().replace('[', '(').replace(']', ')');
                people(handle, "id in " + list, true);
                tags(handle, "in " + list);
              }
              changedUpTo = upTo;
              return true;
            });
    if (!small) {
      return false;
    }
    int before = size;
    more(database);
    long people =
        database.read(
            handle -> {
              stopped(handle, before);
              return handle.createQuery("select count(*) from contact").mapTo(Long.class).one();
            });
    return people >= size && people - size < AT_ONCE; // a few may have come since
  }

  private static long lastChange(Handle handle) {
    return handle
        .createQuery("select coalesce(max(changed_at), 0) from contact")
        .mapTo(Long.class)
        .one();
  }

  private void people(Handle handle, String which, boolean known) throws SQLException {
    try (PreparedStatement query = handle.getConnection().prepareStatement(ROWS + which);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        int id = row.getInt(1);
        int at = known ? slot(id) : size;
        if (at < 0) {
          continue; // came after the last load, and comes with the new ones
        }
        if (!known) {
          grow();
          size++;
          ids[at] = id;
        }
        language[at] = (short) languages.at(row.getString(2));
        country[at] = (short) countries.at(row.getString(3));
        place[at] = (short) places.at(row.getString(4));
        sex[at] = (short) sexes.at(row.getString(5));
        birthYear[at] = (short) row.getInt(6);
        lastContact[at] = row.getLong(7);
        row.getLong(8);
        flags[at] = (byte) (row.wasNull() ? flags[at] & STOPPED : flags[at] & STOPPED | AGREED);
        head[at] = heads.at(row.getString(9));
        tags[at] = 0;
      }
    }
  }

  private void grow() {
    if (size < ids.length) {
      return;
    }
    int larger = ids.length + ids.length / 2;
    ids = Arrays.copyOf(ids, larger);
    language = Arrays.copyOf(language, larger);
    country = Arrays.copyOf(country, larger);
    place = Arrays.copyOf(place, larger);
    sex = Arrays.copyOf(sex, larger);
    birthYear = Arrays.copyOf(birthYear, larger);
    lastContact = Arrays.copyOf(lastContact, larger);
    flags = Arrays.copyOf(flags, larger);
    head = Arrays.copyOf(head, larger);
    tags = Arrays.copyOf(tags, larger);
  }

  private void tags(Handle handle, String which) throws SQLException {
    try (PreparedStatement query =
            handle
                .getConnection()
                .prepareStatement(
                    "select contact_id, tag from contact_tag where contact_id " + which);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        int at = slot(row.getInt(1));
        int tag = tagWords.at(row.getString(2));
        if (at >= 0 && tag < MOST_TAGS) {
          tags[at] |= 1L << tag;
        }
      }
    }
  }

  /// Who has said stop; read anew only when that list has changed or people have come.
  private void stopped(Handle handle, int sizeBefore) throws SQLException {
    long now = handle.createQuery("select count(*) from opt_out").mapTo(Long.class).one();
    long last =
        handle.createQuery("select coalesce(max(since), 0) from opt_out").mapTo(Long.class).one();
    if (now == optOuts && last == lastOptOut && size == sizeBefore) {
      return;
    }
    for (int i = 0; i < size; i++) {
      flags[i] &= AGREED;
    }
    BitSet stopped =
        slots(handle, "select c.id from opt_out o join contact c on c.number = o.number");
    for (int i = stopped.nextSetBit(0); i >= 0; i = stopped.nextSetBit(i + 1)) {
      flags[i] |= STOPPED;
    }
    optOuts = now;
    lastOptOut = last;
  }

  /// The slots of those whose ids a statement gives.
  private BitSet slots(Handle handle, String sql) throws SQLException {
    BitSet slots = new BitSet(size);
    try (PreparedStatement query = handle.getConnection().prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        mark(slots, row.getInt(1));
      }
    }
    return slots;
  }

  void mark(BitSet slots, int id) {
    int at = slot(id);
    if (at >= 0) {
      slots.set(at);
    }
  }

  private int slot(int id) {
    return Arrays.binarySearch(ids, 0, size, id);
  }
}
