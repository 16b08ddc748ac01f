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
/// @param callsBack whether people may be rung: they must be spoken to when they answer
public record SiteRules(
    List<String> languages,
    Set<String> queues,
    Map<String, String> numbers,
    Names outside,
    boolean callsBack) {

  /// With the queues of our own PBX configuration.
  public static SiteRules of(List<String> languages, Map<String, String> numbers) {
    return new SiteRules(languages, Vocabulary.QUEUES, numbers, Names.unknown(), false);
  }

  /// Held against what the rest of the hotline has.
  public SiteRules with(Names names) {
    return new SiteRules(languages, queues, numbers, names, callsBack);
  }

  /// The same for a site that rings people.
  public SiteRules callingBack(boolean rings) {
    return new SiteRules(languages, queues, numbers, outside, rings);
  }
}
