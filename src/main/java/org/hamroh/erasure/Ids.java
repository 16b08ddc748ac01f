package org.hamroh.erasure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Statements over many rows at once; each has `(<ids>)` where the list stands.
final class Ids {

  /// Far below what any store takes in one statement.
  private static final int AT_ONCE = 500;

  private Ids() {}

  /// @return rows that were changed
  static int execute(Handle handle, String sql, Collection<?> ids) {
    int changed = 0;
    for (List<?> some : parts(ids)) {
      changed += handle.createUpdate(sql).bindList("ids", some).execute();
    }
    return changed;
  }

  static Set<String> texts(Handle handle, String sql, Collection<?> ids) {
    Set<String> found = new LinkedHashSet<>();
    for (List<?> some : parts(ids)) {
      handle.createQuery(sql).bindList("ids", some).mapTo(String.class).forEach(found::add);
    }
    return found;
  }

  static Set<Long> numbers(Handle handle, String sql, Collection<?> ids) {
    Set<Long> found = new LinkedHashSet<>();
    for (List<?> some : parts(ids)) {
      handle.createQuery(sql).bindList("ids", some).mapTo(Long.class).forEach(found::add);
    }
    return found;
  }

  static int count(Handle handle, String sql, Collection<?> ids) {
    int count = 0;
    for (List<?> some : parts(ids)) {
      count += handle.createQuery(sql).bindList("ids", some).mapTo(Integer.class).one();
    }
    return count;
  }

  private static List<List<?>> parts(Collection<?> ids) {
    List<Object> all = new ArrayList<>(ids);
    List<List<?>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts;
  }
}
