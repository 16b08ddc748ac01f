package org.hamroh.erasure;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What stays of a case: a month, a topic and how it ended, in a row that names nobody.
final class Figures {

  private Figures() {}

  /// Before the cases go; those that were merged into another are one matter with it.
  static void keep(Handle handle, Collection<String> cases, ZoneId zone) {
    Set<String> single =
        Ids.texts(
            handle, "select id from case_file where id in (<ids>) and merged_into is null", cases);
    for (String one : single) {
      handle
          .createUpdate(
              """
              insert into case_figure (id, opened, closed, topic, outcome, sealed, level, referred,
                served)
              select (select coalesce(max(id), 0) + 1 from case_figure), :opened, :closed,
                c.topic, c.outcome, c.sealed,
                coalesce((select coalesce(s.set_level, s.level)
                  from screening s where s.case_id = c.id order by s.created_at desc limit 1), ''),
                (select count(*) from referral r where r.case_id = c.id),
                (select count(*) from referral r where r.case_id = c.id
                  and r.started_at is not null)
              from case_file c where c.id = :id
              """)
          .bind("id", one)
          .bind("opened", month(handle, "opened_at", one, zone))
          .bind("closed", month(handle, "closed_at", one, zone))
          .execute();
    }
  }

  private static String month(Handle handle, String column, String id, ZoneId zone) {
    long at =
        handle
            .createQuery("select coalesce(" + column + ", 0) from case_file where id = ?")
            .bind(0, id)
            .mapTo(Long.class)
            .one();
    return at == 0 ? "" : YearMonth.from(Instant.ofEpochMilli(at).atZone(zone)).toString();
  }
}
