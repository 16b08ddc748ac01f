package org.hamroh.cases;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Who works here, as far as cases need to know. Asked inside transactions.
public interface Staff {

  /// Whether cases can be given to this person.
  boolean worksOnCases(Handle handle, String login);

  /// Whether this person looks after the others: sees every case that is not sealed.
  boolean leads(Handle handle, String login);

  /// Those to whom cases can be given, by login.
  List<String> caseWorkers(Handle handle);
}
