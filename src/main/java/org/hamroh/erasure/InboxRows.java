package org.hamroh.erasure;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What somebody has written to us, and what was done about it.
final class InboxRows {

  private InboxRows() {}

  static int count(Handle handle, Subject of) {
    Set<Long> texts =
        Ids.numbers(handle, "select id from incoming_text where number in (<ids>)", of.numbers());
    texts.addAll(
        Ids.numbers(handle, "select id from incoming_text where caller_key in (<ids>)", of.keys()));
    return texts.size();
  }

  static void erase(Handle handle, Subject of) {
    Set<String> numbers = new LinkedHashSet<>(of.numbers());
    of.numbers().forEach(number -> numbers.add(number.substring(1))); // as an SMSC writes it
    Ids.execute(handle, "delete from incoming_part where number in (<ids>)", numbers);
    Ids.execute(handle, "delete from incoming_text where number in (<ids>)", numbers);
    Ids.execute(handle, "delete from incoming_text where caller_key in (<ids>)", of.keys());
    Ids.execute(
        handle,
        """
        delete from inbox_deed where thread_id in
          (select id from inbox_thread where caller_key in (<ids>))
        """,
        of.keys());
    Ids.execute(handle, "delete from inbox_thread where caller_key in (<ids>)", of.keys());
    Ids.execute(handle, "delete from inbox_count where who in (<ids>)", of.keys());
    Ids.execute(handle, "delete from stop_confirmed where caller_key in (<ids>)", of.keys());
  }

  /// Threads that are done and in which nobody has written for so long.
  static int letGo(Handle handle, long before) {
    handle.execute(
        "delete from inbox_deed where thread_id in (select id from inbox_thread"
            + " where state = 'done' and last_at < ?)",
        before);
    handle.execute("delete from stop_confirmed where at < ?", before);
    return handle.execute("delete from inbox_thread where state = 'done' and last_at < ?", before);
  }
}
