package org.hamroh.erasure;

import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Wage claims of erased cases. Firms, sites and agents that others name too stay.
final class ClaimRows {

  private static final String STILL_NAMED =
      """
      (select firm from claim where firm is not null union
       select site from claim where site is not null union
       select agent from claim where agent is not null union
       select same_as from party where same_as is not null)
      """;

  private ClaimRows() {}

  static void erase(Handle handle, Collection<String> cases) {
    Set<Long> claims = Ids.numbers(handle, "select id from claim where case_id in (<ids>)", cases);
    Set<Long> parties =
        Ids.numbers(
            handle,
            """
            select p.id from party p join claim c on p.id in (c.firm, c.site, c.agent)
            where c.id in (<ids>)
            """,
            claims);
    Ids.execute(handle, "delete from claim_line where claim_id in (<ids>)", claims);
    Ids.execute(handle, "delete from claim where id in (<ids>)", claims);
    Ids.execute(
        handle, "update claim_line set other_case = null where other_case in (<ids>)", cases);
    Ids.execute(
        handle, "delete from party where id in (<ids>) and id not in " + STILL_NAMED, parties);
    handle.execute(
        "delete from party_apart where one not in (select id from party)"
            + " or other not in (select id from party)");
  }
}
