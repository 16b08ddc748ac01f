package org.hamroh.erasure;

import java.util.List;
import java.util.Optional;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;

/// What an erasure that is on its way has to know of the person, sealed: whom it is about, and
/// which files are still to go.
final class Intentions {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param papers attachments of cases, by id
  /// @param sounds voice messages, by id
  record Work(List<String> papers, List<String> sounds) {}

  private final Seal seal;

  /// @param secret of this site, at least 24 random bytes
  Intentions(String secret) {
    this.seal = Seal.ofSite(Erasures.PURPOSE, secret);
  }

  String sealed(String id, Subject subject) {
    return seal.sealText(Erasures.subjectOf(id), JSON.writeValueAsBytes(subject));
  }

  Optional<Subject> subject(Handle handle, String id) {
    return ErasureStore.subject(handle, id)
        .map(text -> JSON.readValue(seal.openText(Erasures.subjectOf(id), text), Subject.class));
  }

  String sealed(String id, Work work) {
    return seal.sealText(Erasures.workOf(id), JSON.writeValueAsBytes(work));
  }

  /// Empty as long as the rows are there.
  Optional<Work> work(Handle handle, String id) {
    return ErasureStore.work(handle, id)
        .map(text -> JSON.readValue(seal.openText(Erasures.workOf(id), text), Work.class));
  }
}
