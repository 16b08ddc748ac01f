package org.hamroh.claims;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.jdbi.v3.core.Handle;

/// Cases of which each is open to one person, for tests of what hangs on them.
public final class OpenCases implements CaseDoor {

  private final Map<CaseId, String> owners;
  public final List<String> told = new ArrayList<>();

  public OpenCases(Map<String, String> owners) {
    this.owners =
        owners.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    one -> new CaseId(one.getKey()), Map.Entry::getValue));
  }

  @Override
  public Optional<Line> find(Handle handle, CaseId id) {
    return Optional.ofNullable(owners.get(id))
        .map(owner -> new Line(id, null, owner, "open", false));
  }

  @Override
  public boolean isOpenTo(Handle handle, CaseId id, String login) {
    return login.equals(owners.get(id));
  }

  @Override
  public void tell(Handle handle, CaseId id, Happening happening) {
    Instant at = happening.at();
    told.add(
        id.value()
            + " "
            + happening.kind()
            + " "
            + new TreeMap<>(happening.facts())
            + (at == null ? "?" : ""));
  }
}
