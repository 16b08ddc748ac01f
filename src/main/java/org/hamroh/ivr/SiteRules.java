package org.hamroh.ivr;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.ivr.outside.Names;

/// What an installation demands of its scripts.
///
/// @param languages that callers are spoken to in, first choice first
/// @param queues    that the PBX has
/// @param numbers   which script answers which dialled number
/// @param outside   what the rest of the hotline has for them
public record SiteRules(
    List<String> languages, Set<String> queues, Map<String, String> numbers, Names outside) {

  /// With the queues of our own PBX configuration.
  public static SiteRules of(List<String> languages, Map<String, String> numbers) {
    return new SiteRules(languages, Vocabulary.QUEUES, numbers, Names.unknown());
  }

  /// Held against what the rest of the hotline has.
  public SiteRules with(Names names) {
    return new SiteRules(languages, queues, numbers, names);
  }
}
